package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.page.RawHttp.Reply;

/** People open https://sync.agency.example, and a proxy on this machine passes on what they ask by plain HTTP. */
class PageBehindProxyTest extends PageTest {

    private static final String OUTSIDE = "sync.agency.example";

    private HttpServer proxy;
    private RawHttp outside;
    private String hostPassedOn = "";
    private String id;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::passOn);
        proxy.start();
        outside = new RawHttp(proxy.getAddress().getPort());
        flow.betweenEmptyServices();
        id = flow.toggl().add(someone("ann@example.com"));
    }

    @AfterEach
    void stopProxy() {
        proxy.stop(0);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.remove("Content-length");
        headers.put(
                "Host", hostPassedOn.isEmpty() ? exchange.getRequestHeaders().getFirst("Host") : hostPassedOn);
        headers.put("Connection", "close");
        headers.put("X-Forwarded-Proto", "https");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = http.ask(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestMethod().equals("POST") ? body : null);
        byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private int look(String host) {
        return outside.ask("GET", "/api/status", Map.of("Authorization", "Bearer " + READER, "Host", host), null)
                .status();
    }

    private int act(String origin) {
        return outside.ask(
                        "POST",
                        "/api/candidates/" + id + "/retry",
                        Map.of(
                                "Authorization",
                                "Bearer " + ADMIN,
                                "Content-Type",
                                "application/json",
                                "Sec-Fetch-Site",
                                "same-origin",
                                "Origin",
                                origin,
                                "Host",
                                OUTSIDE),
                        "{}")
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "https://sync.agency.example, as typed",
        "https://Sync.Agency.Example/, as typed",
        "https://sync.agency.example:443, as typed",
        "https://sync.agency.example, its own"
    })
    void whoComesThroughItMayLookAndActAndNoOtherPageMay(String url, String host) {
        flow.set("page.url", url);
        serve();
        flow.run();
        hostPassedOn = host.equals("its own") ? "127.0.0.1:" + http.port() : "";
        assertThat(look(OUTSIDE)).isEqualTo(200);
        assertThat(act("https://sync.agency.example")).isEqualTo(200);
        for (String other : List.of(
                "https://evil.example",
                "http://sync.agency.example",
                "https://sync.agency.example:8443",
                "https://sync.agency.example.evil.example",
                "null")) {
            assertThat(act(other)).as(other).isEqualTo(403);
        }
        if (hostPassedOn.isEmpty()) {
            assertThat(look("evil.example")).isIn(403, 421);
        }
    }
}
