package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Answer;

class WebhooksTest extends SandboxTest {

    private HttpServer endpoint;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().candidates(0).build();
    }

    @BeforeEach
    void anEndpointListens() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            received.add(Answer.JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void theEndpointEnds() {
        endpoint.stop(0);
    }

    @Test
    void aWebhookIsRegisteredShownChangedAndRemoved() throws Exception {
        HttpResponse<String> created = register("person", "destroy", "https://host.example/x");
        assertThat(created.statusCode()).isEqualTo(201);
        String path = "/webhooks/" + Client.json(created).at("/webhook/id").asText();
        assertThat(Client.json(client.loxo("GET", "/webhooks"))).hasSize(1);
        assertThat(Client.json(client.loxo("GET", path)).get("endpoint_url").textValue())
                .isEqualTo("https://host.example/x");

        client.loxo("PUT", path, "webhook[action]", "update");
        assertThat(Client.json(client.loxo("GET", path)).get("action").textValue())
                .isEqualTo("update");
        assertThat(Client.json(client.loxo("GET", path)).get("item_type").textValue())
                .isEqualTo("person");

        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(204);
        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(404);
        assertThat(Client.json(client.loxo("GET", "/webhooks"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "people, create, https://host.example/, item_type",
        "person, merge, https://host.example/, action",
        "person, create, host.example, endpoint_url",
        "person, create, ftp://host.example/, endpoint_url"
    })
    void whatLoxoDoesNotListIsRefused(String itemType, String action, String url, String named) throws Exception {
        HttpResponse<String> answer = register(itemType, action, url);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("webhook[" + named + "]");
        assertThat(sandbox.loxo().webhooks().registered()).isEmpty();
    }

    @Test
    void changesAreToldToWhoeverRegisteredForThem() throws Exception {
        register("person", "update", url());
        register("person", "destroy", url());
        register("job", "create", url());
        long first = sandbox.loxo().seed(PersonSeed.named("Ann"));
        long second = sandbox.loxo().seed(PersonSeed.named("Ann"));
        client.loxo("PUT", "/people/" + first, "person[city]", "Tartu");
        sandbox.loxo().merge(first, second);
        long job = sandbox.loxo().addJob("Engineer");

        await().untilAsserted(() -> assertThat(received).hasSize(4));
        assertThat(received)
                .extracting(body -> body.at("/data/item_type").textValue() + " "
                        + body.at("/data/action").textValue() + " "
                        + body.at("/data/item_id").longValue())
                .containsExactlyInAnyOrder(
                        "person update " + first,
                        "person update " + first,
                        "person destroy " + second,
                        "job create " + job);
        assertThat(received)
                .allMatch(body ->
                        body.get("data").has("timestamp") && body.get("data").has("signature"));
        await().untilAsserted(() -> assertThat(sandbox.loxo().webhooks().delivered())
                .hasSize(4)
                .allMatch(delivery -> delivery.status() == 202));
    }

    @Test
    void deliveriesAreRepeatedAndReorderedOnRequest() throws Exception {
        register("person", "create", url());
        sandbox.loxo().webhooks().repeat(2);
        sandbox.loxo().webhooks().hold();
        sandbox.loxo().seed(PersonSeed.named("Ann"));
        sandbox.loxo().seed(PersonSeed.named("Bob"));
        sandbox.loxo().webhooks().delay(Duration.ofMillis(1));
        assertThat(received).isEmpty();
        sandbox.loxo().webhooks().releaseReversed();
        await().untilAsserted(() -> assertThat(received).hasSize(4));
    }

    @Test
    void mergesAreFilteredByItem() throws Exception {
        long ann = sandbox.loxo().seed(PersonSeed.named("Ann"));
        long again = sandbox.loxo().seed(PersonSeed.named("Ann"));
        long bob = sandbox.loxo().seed(PersonSeed.named("Bob"));
        long bobAgain = sandbox.loxo().seed(PersonSeed.named("Bob"));
        sandbox.loxo().merge(ann, again);
        sandbox.loxo().merge(bob, bobAgain);

        JsonNode merges = Client.json(client.loxo("GET", "/merges?item_type=Person&item_ids[]=" + again));
        assertThat(merges.get("merges")).hasSize(1);
        assertThat(merges.at("/merges/0/item_id").longValue()).isEqualTo(ann);
        assertThat(Client.json(client.loxo("GET", "/merges?item_type=Company")).get("merges"))
                .isEmpty();

        JsonNode page = Client.json(client.loxo("GET", "/merges?per_page=1"));
        JsonNode next = Client.json(client.loxo(
                "GET", "/merges?per_page=1&scroll_id=" + page.get("scroll_id").textValue()));
        assertThat(next.at("/merges/0/item_id").longValue()).isEqualTo(bob);
        assertThat(next.get("scroll_id").isNull()).isTrue();
    }

    private HttpResponse<String> register(String itemType, String action, String url) throws Exception {
        return client.loxo(
                "POST",
                "/webhooks",
                "webhook[item_type]",
                itemType,
                "webhook[action]",
                action,
                "webhook[endpoint_url]",
                url);
    }

    private String url() {
        return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/";
    }
}
