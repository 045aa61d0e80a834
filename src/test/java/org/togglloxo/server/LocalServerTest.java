package org.togglloxo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody can use a server up, or reach it under a name of somebody else. */
class LocalServerTest {

    private static final int CONNECTIONS = 4;
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private LocalServer server;
    private int port;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() {
        ServerAddress address = new ServerAddress("observe", "127.0.0.1", OptionalInt.of(0));
        server = LocalServer.of(new Engine(), address, new LocalServer.Limits(CONNECTIONS, 400));
        server.get("/hello", asked -> Answer.text("hello"));
        port = server.bind();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket open(String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) SECONDS.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(socket); c >= 0 && c != '\r'; c = read(socket)) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private static boolean isCutOff(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // what was answered before
            }
        } catch (IOException reset) {
            return true;
        }
        return true;
    }

    @Test
    void aRequestThatNeverEndsIsCutOff() throws IOException {
        assertThat(isCutOff(open("GET /hello HTTP/1.1\r\nHost: local"))).isTrue();
    }

    @Test
    void aConnectionThatSaysNothingIsCutOff() throws IOException {
        assertThat(isCutOff(open(""))).isTrue();
        assertThat(isCutOff(open(GET))).isTrue();
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException {
        Socket endless = open("POST /hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        OutputStream out = endless.getOutputStream();
        await().atMost(SECONDS).pollInterval(Duration.ofMillis(20)).until(() -> {
            try {
                out.write("5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
                return false;
            } catch (IOException cutOff) {
                return true;
            }
        });
    }

    @Test
    void slowOnesDoNotKeepOthersOutForLong() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            open("GET /hel");
        }
        await().atMost(SECONDS).until(() -> statusLine(open(GET)).equals("HTTP/1.1 200 OK"));
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        assertThat(statusLine(open("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")))
                .contains("431");
        assertThat(statusLine(open("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")))
                .contains("414");
    }

    @Test
    void aNameOfSomebodyElseIsRefused() throws IOException {
        assertThat(statusLine(open(GET.replace("localhost", "rebound.example"))))
                .contains("403");
        assertThat(statusLine(open(GET.replace("localhost", "127.0.0.1:" + port))))
                .contains("200");
        Socket without = open("GET /hello HTTP/1.0\r\n\r\n");
        assertThat(statusLine(without)).contains("403");
        assertThat(new String(without.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .contains("application/json", "{\"error\":\"Nothing is served by the name in the header Host");
    }

    @Test
    void nothingButWhatIsThereIsServed() throws IOException {
        assertThat(statusLine(open(GET.replace("GET", "POST")))).contains("405");
        assertThat(statusLine(open(GET.replace("/hello", "/hello/there")))).contains("404");
    }

    @Test
    void aPortBeyondAllPortsIsSaidToBeNone() {
        ServerAddress beyond = new ServerAddress("page", "127.0.0.1", OptionalInt.of(65_535)).following(1);
        LocalServer last = LocalServer.of(new Engine(), beyond, LocalServer.Limits.USUAL);
        assertThatThrownBy(last::bind).isInstanceOf(IllegalStateException.class).hasMessageContaining("65536");
        last.close();
    }
}
