package org.togglloxo.cli.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** More than the receiver can take, and whoever takes long. */
class ReceiverLoadIT extends ReceiverCase {

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            assertThat(raw("POST /webhooks/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(raw("POST /webhooks/wrong HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            assertThat(raw("POST /webhooks/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk + chunk + chunk))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void answersWhileLoxoDoesNot() throws Exception {
        program.here("sync", "--once").exits(0);
        List<PersonSeed> people = sandbox.loxo().people();
        sandbox.loxoFaults().on("GET /people/{id}").then(Fault.hang());
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            post(notice("person", people.get(0).id(), "destroy"));
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("GET /people/{id}") == 1);
            for (PersonSeed person : people) {
                assertThat(post(notice("person", person.id(), "destroy")).statusCode())
                        .isEqualTo(202);
            }
            assertThat(sandbox.loxo().countOf("GET /people/{id}"))
                    .as("the first one is not answered yet")
                    .isEqualTo(1);
        }
    }

    @Test
    void aFloodIsTurnedAwayWhileARunGoesOn() {
        sandbox.loxo().latency(Duration.ofMillis(100));
        long known = sandbox.loxo().seed(PersonSeed.named("Old"));
        try (Running sync = program.with("SYNC_SCHEDULE", "* * * * * ?")
                .with("WEBHOOKS_QUEUE_SIZE", "3")
                .start("sync", "--output", "json")) {
            awaitReceiving(sync);
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("PUT /people/{id}") >= 3);
            List<Long> ids = sandbox.loxo().people().stream()
                    .map(PersonSeed::id)
                    .filter(id -> id != known)
                    .toList();
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 400)
                    .mapToObj(i -> http.sendAsync(
                            request("/webhooks/" + TOKEN)
                                    .POST(BodyPublishers.ofString(notice(
                                            "person", ids.get(i % ids.size()), i % 2 == 0 ? "update" : "destroy")))
                                    .build(),
                            BodyHandlers.ofString()))
                    .toList();
            List<Integer> statuses = answers.stream()
                    .map(answer -> answer.handle((got, broken) -> {
                                if (got != null && got.statusCode() == 503) {
                                    assertThat(got.headers().firstValue("Retry-After"))
                                            .isPresent();
                                }
                                return got == null ? 0 : got.statusCode();
                            })
                            .join())
                    .toList();
            assertThat(statuses).contains(202).contains(503).isSubsetOf(0, 202, 503);
            await().atMost(SECONDS).until(() -> !sync.out().isEmpty());
            Ended ended = sync.end(SECONDS);
            assertThat(ended.out().lines().findFirst().orElseThrow())
                    .contains("\"deferred\":0", "\"failed\":0", "\"ended\":\"finished\"");
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void connectionsThatSayNothingDoNotUseItUp() throws Exception {
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("POST /webhooks/".getBytes(StandardCharsets.US_ASCII));
                idle.add(socket);
            }
            await().atMost(SECONDS)
                    .ignoreExceptions()
                    .until(() -> post(notice("person", 1, "destroy")).statusCode() == 202);
            for (Socket socket : idle) {
                socket.setSoTimeout(15_000);
                assertThat(endOf(socket)).isTrue();
                socket.close();
            }
        }
    }

    /** Closed from the other end, in whatever way. */
    private static boolean endOf(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // what was said before the end does not matter
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
