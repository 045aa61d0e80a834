package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.FreePort;

class WebhookKameletTest extends KameletTest {

    static final String TOKEN = "3f9a1c07d2e84b56a1f03c9e7d5b2846";
    private static final String NOTICE =
            "{\"data\":{\"item_type\":\"person\",\"item_id\":12,\"action\":\"update\",\"name\":\"Zoe\"}}";

    private int port;

    private int post(String path, String body) throws Exception {
        return post(path, body, "application/json");
    }

    private int post(String path, String body, String type) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private void start() throws Exception {
        port = FreePort.any();
        VertxPlatformHttpServerConfiguration place = new VertxPlatformHttpServerConfiguration();
        place.setBindHost("127.0.0.1");
        place.setBindPort(port);
        host(routes -> {
            try {
                routes.getContext().addService(new VertxPlatformHttpServer(place));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            routes.from("kamelet:loxo-webhook-source?token=" + TOKEN).to("mock:webhooks");
        });
    }

    @Test
    void aWebhookWithTheTokenIsSentOnAndNothingElse() throws Exception {
        start();
        assertThat(post("/loxo/webhooks/" + TOKEN, NOTICE)).isEqualTo(202);
        assertThat(post("/loxo/webhooks/" + TOKEN.replace('3', '4'), NOTICE)).isEqualTo(404);
        assertThat(post("/loxo/webhooks/other?token=" + TOKEN, NOTICE)).isEqualTo(404);
        assertThat(post("/loxo/webhooks/" + TOKEN, "no JSON")).isEqualTo(400);
        assertThat(post("/loxo/webhooks/" + TOKEN, "a=b", "application/x-www-form-urlencoded"))
                .isEqualTo(400);
        assertThat(mock("webhooks").getReceivedExchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody(JsonNode.class).toString())
                    .isEqualTo("{\"item_type\":\"person\",\"item_id\":\"12\",\"action\":\"update\"}");
            assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(TOKEN);
        });
    }

    @Test
    void aTokenThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> host(routes ->
                        routes.from("kamelet:loxo-webhook-source?token=secret").to("mock:webhooks")))
                .hasStackTraceContaining("token can be guessed");
    }
}
