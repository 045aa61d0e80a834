package org.togglloxo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.togglloxo.failure.ExitCode;

/** One call at a time: whatever one of them did not give back, the next one would wait for. */
@Timeout(60)
class PlainHttpClientTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final String POURING =
            "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final RetryAfterLimit ANY_WAIT =
            new RetryAfterLimit("Loxo", null, Duration.ofDays(1), ExitCode.ATTENTION);
    private static final int LIMIT = 100_000;
    private static final byte[] PIECE = new byte[64 * 1024];

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong sent = new AtomicLong();
    private CloseableHttpClient http;

    PlainHttpClientTest() throws IOException {}

    /** What is answered to each request, one a connection. */
    private interface Script {
        void answer(OutputStream out) throws IOException;
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        http.close();
    }

    private void serve(double perSecond, Duration timeout, Script script) {
        serve(new DefaultCamelContext(), perSecond, timeout, script);
    }

    private void serve(CamelContext context, double perSecond, Duration timeout, Script script) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        PlainHttpClient.in(
                        context,
                        new Pacing(perSecond, 1, ANY_WAIT, Clock.systemUTC()),
                        new CallLimits(timeout, LIMIT),
                        Credentials.of("http://127.0.0.1:" + server.getLocalPort(), "a-key"))
                .configureHttpClient(builder);
        http = builder.build();
        Thread serving = new Thread(() -> serve(script));
        serving.setDaemon(true);
        serving.start();
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] head = new byte[4096];
                if (socket.getInputStream().read(head) > 0) {
                    script.answer(socket.getOutputStream());
                }
            } catch (IOException e) {
                // this client has had enough, or the test is over
            }
        }
    }

    private void pour(OutputStream out, String encoding) throws IOException {
        out.write(POURING.formatted(encoding).getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(PIECE);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            sent.addAndGet(PIECE.length);
        }
    }

    private static void ok(OutputStream out) throws IOException {
        out.write(OK.getBytes(StandardCharsets.US_ASCII));
    }

    private String call(HttpUriRequestBase request) throws IOException {
        return http.execute(request, answer -> EntityUtils.toString(answer.getEntity()));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    @Test
    void whereSomebodyOnlyLooksNothingButGetIsSent() throws IOException {
        CamelContext looking = new DefaultCamelContext();
        PlainHttpClient.refuseWritesIn(looking);
        serve(looking, 0, Duration.ofMinutes(5), out -> {
            sent.incrementAndGet();
            ok(out);
        });
        for (HttpUriRequestBase write : List.of(new HttpPost(url()), new HttpPut(url()), new HttpDelete(url()))) {
            assertThatThrownBy(() -> call(write)).hasMessageContaining("was not sent");
        }
        assertThat(sent).hasValue(0);
        assertThat(call(new HttpGet(url()))).isEqualTo("ok");
    }

    @Test
    void whatIsLeftOfAnAnswerThatIsTooLargeIsNotRead() {
        serve(0, Duration.ofMinutes(5), out -> pour(out, "identity"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> call(new HttpGet(url())))
                    .isInstanceOfSatisfying(CallAbortedException.class, aborted -> assertThat(aborted.isTooLarge())
                            .isTrue());
        }
        assertThat(sent).hasValueLessThan(64 << 20);
    }

    @Test
    void whatCannotBeUnpackedIsNotReadToItsEnd() {
        serve(0, Duration.ofMinutes(5), out -> pour(out, "gzip"));
        assertThatThrownBy(() -> call(new HttpGet(url())))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CallAbortedException.class);
        assertThat(sent).hasValueLessThan(64 << 20);
    }

    @Test
    void anEncodingThatIsUnknownIsLeftToNobodyElse() {
        serve(
                0,
                Duration.ofMinutes(5),
                out -> out.write(OK.replace("\r\n\r\n", "\r\nContent-Encoding: my-gzip\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> call(new HttpGet(url()))).isInstanceOf(ClientProtocolException.class);
    }

    @Test
    void theWaitForItsTurnIsNotCountedAsTheCalls() throws IOException {
        serve(0.5, Duration.ofMillis(1_500), PlainHttpClientTest::ok);
        assertThat(call(new HttpGet(url()))).isEqualTo("ok");
        assertThat(call(new HttpGet(url()))).isEqualTo("ok");
    }

    @Test
    void aRequestThatNobodyTakesEndsInTime() {
        HttpPost post = new HttpPost(url());
        post.setEntity(HttpEntities.create(
                out -> {
                    while (true) {
                        out.write(PIECE);
                    }
                },
                null));
        serve(0, Duration.ofMillis(500), out -> await().forever().until(server::isClosed));
        assertThatThrownBy(() -> call(post))
                .isInstanceOfSatisfying(CallAbortedException.class, aborted -> assertThat(aborted.isTooLarge())
                        .isFalse());
    }

    @Test
    void anAnswerWithoutAStatusIsABrokenAnswer() {
        serve(
                0,
                Duration.ofMinutes(5),
                out -> out.write(OK.replace(" 200 OK", " 000 X").getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> call(new HttpGet(url())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Status code");
    }

    @Test
    void anErrorIsTheFailureOfOneCallAndTheNextOneIsMade() throws IOException {
        serve(0, Duration.ofMinutes(5), PlainHttpClientTest::ok);
        HttpPost post = new HttpPost(url());
        post.setEntity(HttpEntities.create(
                out -> {
                    throw new OutOfMemoryError("made up");
                },
                null));
        assertThatThrownBy(() -> call(post))
                .isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(call(new HttpGet(url()))).isEqualTo("ok");
    }
}
