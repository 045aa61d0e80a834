package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Takes JSON at one address as Slack's incoming webhook does, and refuses every other call. */
public final class WebhookServer implements AutoCloseable {

    public static final String PATH = "/services/T0AAA/B0BBB/wZq8Rk2xV5nH7cJd";

    private static final long PAUSE_NANOS = 20_000_000;

    private final HttpServer server;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<Signed> signed = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile byte[] endlessly;

    private WebhookServer(HttpServer server) {
        this.server = server;
    }

    public static WebhookServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            WebhookServer webhook = new WebhookServer(http);
            http.createContext("/", webhook::take);
            http.start();
            return webhook;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** What it answers from now on. */
    public void answer(int code) {
        status = code;
    }

    /** From now on this again and again, until the client has had enough; each time after a while. */
    public void answerEndlessly(byte[] piece) {
        endlessly = piece;
    }

    public List<JsonNode> received() {
        return received;
    }

    /** A body as it came, and what {@code X-Signature-256} says of it. */
    public record Signed(byte[] body, String signature) {}

    public List<Signed> signed() {
        return signed;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean right = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().toString().equals(PATH)
                    && String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                            .startsWith("application/json")
                    && !exchange.getRequestHeaders().containsKey("Authorization");
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            signed.add(new Signed(bytes, exchange.getRequestHeaders().getFirst("X-Signature-256")));
            received.add(new ObjectMapper().readTree(bytes));
            if (endlessly != null) {
                repeat(exchange);
                return;
            }
            byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(right ? status : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Ends by the exception that tells that nobody reads any more. */
    private void repeat(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write(endlessly);
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
