package org.togglloxo.cli.webhooks;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.sandbox.SandboxOptions;

/** The program that receives webhooks, and whoever sends them. */
abstract class ReceiverCase extends ProcessTest {

    static final String TOKEN = "Wq7Vb2mNp9rKs4wZa1cXy5T3";
    static final String NEVER = "0 0 0 1 1 ?";
    static final Duration SECONDS = Duration.ofSeconds(40);
    static final Pattern LISTENING = Pattern.compile("webhooks are received at http://127\\.0\\.0\\.1:(\\d+)/");

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    int port;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(40);
    }

    @BeforeEach
    void start() {
        program.with("WEBHOOKS_TOKEN", TOKEN).with("WEBHOOKS_PORT", "0").with("SYNC_SCHEDULE", NEVER);
    }

    Program on(ServerSocket taken) {
        return program.with("WEBHOOKS_PORT", Integer.toString(taken.getLocalPort()));
    }

    void awaitReceiving(UnderWay sync) {
        port = await().atMost(SECONDS)
                .until(() -> LISTENING.matcher(sync.err()).results().findFirst(), Optional::isPresent)
                .map(said -> Integer.parseInt(said.group(1)))
                .orElseThrow();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("/webhooks/" + TOKEN).POST(BodyPublishers.ofString(body)));
    }

    static HttpRequest.BodyPublisher body(String itemType, String id, String action) {
        return BodyPublishers.ofString(notice(itemType, Long.parseLong(id), action));
    }

    static String notice(String itemType, long id, String action) {
        return "{\"data\":{\"item_type\":\"%s\",\"item_id\":%d,\"action\":\"%s\",\"timestamp\":1,\"signature\":\"x\"}}"
                .formatted(itemType, id, action);
    }

    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
