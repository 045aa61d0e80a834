package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Messages that follow each other faster than Loxo's search knows what the one before has made. */
@Order(2)
class SearchLagTest extends KameletTest {

    private static final Map<String, Object> ZOE =
            Map.of("name", "Zo\u00eb \u00d8rsted", "email", "zoe@example.com", "phone", "+45 5550 1234");

    private int indexLag = 60_000;

    SearchLagTest() {
        super(SandboxOptions.builder().indexLag(Duration.ofDays(1)));
    }

    @Override
    int indexLag() {
        return indexLag;
    }

    private void sinks() throws Exception {
        host(routes -> {
            routes.from("direct:in").to("kamelet:loxo-person-sink?" + loxo());
            routes.from("direct:again").to("kamelet:loxo-person-sink?" + loxo());
            for (int job = 0; job < 2; job++) {
                routes.from("direct:apply" + job).to("kamelet:loxo-apply-sink?jobId=" + job(job) + "&" + loxo());
            }
        });
    }

    private long job(int index) {
        return sandbox.loxo().jobs().get(index).path("id").asLong();
    }

    private String person(String route, String... addresses) {
        return outcome(exchange(route, addresses));
    }

    private Exchange exchange(String route, String... addresses) {
        return context().createProducerTemplate().request(route, exchange -> exchange.getMessage()
                .setBody("{\"person\":{\"name\":\"Zoe\"},\"emails\":[\"%s\"],\"create\":true}"
                        .formatted(String.join("\",\"", addresses))));
    }

    private String apply(int job) {
        return outcome(context().createProducerTemplate().request("direct:apply" + job, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(ZOE));
            exchange.getMessage().setBody("%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }));
    }

    private void onePerson(String address) {
        assertThat(sandbox.loxo().peopleByAddress(address)).hasSize(1);
    }

    private void oneZoe() {
        assertThat(sandbox.loxo().people())
                .filteredOn(one -> one.name().equals("Zoe"))
                .hasSize(1);
    }

    @Test
    void whoWasJustMadeIsFoundByTheNextMessageOfAnyRoute() throws Exception {
        sinks();
        assertThat(person("direct:in", "zoe@example.com")).isEqualTo("created");
        assertThat(person("direct:in", "zoe@example.com")).isEqualTo("unchanged");
        assertThat(person("direct:again", "ZOE@example.com")).isEqualTo("unchanged");
        onePerson("zoe@example.com");
    }

    @Test
    void aFurtherAddressThatWasJustWrittenLeadsToTheSamePerson() throws Exception {
        sinks();
        assertThat(person("direct:in", "zoe@example.com", "zoe@home.example")).isEqualTo("created");
        assertThat(person("direct:again", "zoe@home.example")).isEqualTo("unchanged");
        onePerson("zoe@home.example");
    }

    @Test
    void manyAtOnceAreOnePerson() throws Exception {
        sinks();
        List<CompletableFuture<String>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> person(i % 2 == 0 ? "direct:in" : "direct:again", "zoe@example.com")))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join)).containsOnlyOnce("created");
        onePerson("zoe@example.com");
    }

    @Test
    void anApplicationThatJustTookPlaceIsNotMadeAgain() throws Exception {
        sinks();
        assertThat(apply(0)).isEqualTo("created");
        assertThat(apply(0)).isEqualTo("unchanged");
        assertThat(sandbox.loxo().applications()).hasSize(1);
    }

    @Test
    void whomAnApplicationMadeIsAwaitedAndLookedForAmongTheNewest() throws Exception {
        indexLag = 400;
        sinks();
        assertThat(apply(0)).isEqualTo("created");
        assertThat(person("direct:in", "zoe@example.com")).isNotEqualTo("created");
        assertThat(apply(1)).isEqualTo("created");
        onePerson("zoe@example.com");
        assertThat(sandbox.loxo().applications()).hasSize(2);
    }

    @Test
    void aMessageThatIsSentAgainLooksFirstForWhatTheLastPostHasMade() throws Exception {
        indexLag = 400;
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.resetBefore());
        sandbox.loxoFaults().on("POST /people").nth(2).then(Fault.resetBefore());
        sandbox.loxoFaults().on("POST /people").nth(3).then(Fault.appliedThen(500));
        sinks();
        assertThat(exchange("direct:in", "zoe@example.com").getException())
                .hasMessageContaining("The answer to POST /people was lost")
                .hasMessageContaining("Send the message again later");
        assertThat(person("direct:again", "zoe@example.com")).isNotEqualTo("created");
        onePerson("zoe@example.com");
    }

    @Test
    void anAddressThatWasNotWrittenAfterTheCreateLeadsToTheSamePerson() throws Exception {
        sinks();
        sandbox.loxoFaults().on("PUT /people/{id}").nth(1).then(Fault.answer(422, Map.of(), "{\"error\":\"later\"}"));
        assertThat(exchange("direct:in", "zoe@example.com", "zoe@home.example").getException())
                .hasMessageContaining("422");
        assertThat(person("direct:again", "zoe@home.example")).isNotEqualTo("created");
        oneZoe();
    }

    @Test
    void whomALostPostMadeIsFoundByAnotherOfItsAddresses() throws Exception {
        indexLag = 400;
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.appliedThen(500));
        sandbox.loxoFaults()
                .on(call -> call.method().equals("GET") && sandbox.loxo().countOf("POST /people") > 0)
                .then(Fault.answer(403, Map.of(), "{}"));
        sinks();
        assertThat(exchange("direct:in", "zoe@example.com", "zoe@home.example").getException())
                .hasMessageContaining("403");
        sandbox.loxoFaults().clear();
        assertThat(person("direct:again", "zoe@home.example")).isNotEqualTo("created");
        oneZoe();
    }

    @Test
    void whoWasMadeAndNotToldOfIsLookedForByTheNextMessage() throws Exception {
        indexLag = 400;
        sandbox.loxoFaults()
                .on("POST /people")
                .nth(1)
                .then(Fault.tamper(answered -> JsonNodeFactory.instance.objectNode()));
        sinks();
        assertThat(exchange("direct:in", "zoe@example.com").getException()).hasMessageContaining("without an id");
        assertThat(person("direct:again", "zoe@example.com")).isNotEqualTo("created");
        onePerson("zoe@example.com");
    }

    @Test
    void whoeverWaitsForAnAddressIsNotWaitedForWhenTheHostStops() throws Exception {
        sandbox.loxoFaults().on("GET /people").then(Fault.hang());
        sinks();
        List<CompletableFuture<Exchange>> waiting = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> exchange("direct:in", "zoe@example.com")))
                .toList();
        await().until(() -> sandbox.loxo().countOf("GET /people") > 0);
        long asked = System.nanoTime();
        stopHost();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
        assertThat(waiting)
                .allSatisfy(one -> assertThat(one.join().getException()).isNotNull());
    }
}
