package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.togglloxo.TogglLoxo;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** A flow and a Kamelet of one context that come to the same people, of whom Loxo's search does not know yet. */
class KameletsBesideFlowTest extends EmbeddingCase {

    @Override
    SandboxOptions.Builder options(SandboxOptions.Builder usual) {
        properties.put("loxo.index-lag", "60000");
        // the newest people, whom other ways of looking up read, are shown at once
        properties.put("loxo.lookup", "each");
        return usual.indexLag(Duration.ofDays(1));
    }

    private static final class Sink extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:host")
                    .to("kamelet:loxo-person-sink?agencySlug={{loxo.agency-slug}}&apiKey={{loxo.api-key}}"
                            + "&baseUrl={{loxo.base-url}}&indexLag={{loxo.index-lag}}");
        }
    }

    private List<String> addresses() {
        return sandbox.toggl().candidateIds().stream()
                .map(id -> sandbox.toggl()
                        .candidate(id)
                        .orElseThrow()
                        .path("email")
                        .asText())
                .toList();
    }

    private static String send(CamelContext host, String address) {
        return host.createProducerTemplate()
                .requestBody("direct:host", body(address), JsonNode.class)
                .path("outcome")
                .asText();
    }

    private static String body(String address) {
        return "{\"person\":{\"name\":\"Zoe\"},\"emails\":[\"%s\"],\"create\":true}".formatted(address);
    }

    @Test
    void whoWasMadeByTheFlowIsFoundByTheKamelet() throws Exception {
        CamelContext host = host(new Sink(), new TogglLoxo());
        run(host);
        long made = people();
        assertThat(made).isGreaterThan(10);
        List<String> outcomes =
                addresses().stream().map(address -> send(host, address)).toList();
        assertThat(outcomes.stream().filter("created"::equals)).hasSize((int) (people() - made));
    }

    @Test
    void whoWasMadeByTheKameletIsFoundByTheFlow() throws Exception {
        CamelContext host = host(new Sink(), new TogglLoxo());
        addresses().forEach(address -> send(host, address));
        long made = people();
        run(host);
        assertThat(people()).isEqualTo(made);
    }

    @Test
    void aFlowThatIsAddedLaterKnowsWhatTheKameletsOfItsContextDid() throws Exception {
        try (CamelContext host = new DefaultCamelContext()) {
            Properties given = new Properties();
            given.putAll(properties);
            host.getPropertiesComponent().setInitialProperties(given);
            host.addRoutes(new Sink());
            host.start();
            addresses().forEach(address -> send(host, address));
            long made = people();
            host.addRoutes(new TogglLoxo());
            run(host);
            assertThat(people()).isEqualTo(made);
        }
    }

    @Test
    void bothAtOnceMakeNobodyTwice() throws Exception {
        properties.put("loxo.lookup", "auto");
        CamelContext host = host(new TogglLoxo(), new Sink());
        sandbox.loxoFaults().on("GET /people").then(Fault.delay(Duration.ofMillis(5)));
        CompletableFuture<Void> flow = CompletableFuture.runAsync(() -> run(host));
        List<CompletableFuture<String>> sent = addresses().stream()
                .map(address -> CompletableFuture.supplyAsync(() -> send(host, address)))
                .toList();
        sent.forEach(CompletableFuture::join);
        flow.join();
        assertThat(people()).isGreaterThan(50);
    }

    @Test
    void aCreateOfTheKameletsWhoseAnswerWasLostIsAwaitedByTheFlow() throws Exception {
        properties.put("loxo.index-lag", "300");
        CamelContext host = host(new Sink(), new TogglLoxo());
        for (int post = 1; post <= 3; post++) {
            sandbox.loxoFaults()
                    .on("POST /people")
                    .nth(post)
                    .then(post == 3 ? Fault.appliedThen(500) : Fault.resetBefore());
        }
        String address = addresses().get(0);
        assertThat(host.createProducerTemplate()
                        .request(
                                "direct:host", exchange -> exchange.getMessage().setBody(body(address)))
                        .getException())
                .hasMessageContaining("Send the message again later");
        run(host);
        assertThat(sandbox.loxo().peopleByAddress(address)).hasSize(1);
        people();
    }

    /** The host's own step 64 sends somebody to the Kamelet first, with the tag of-ours. */
    private CamelContext hostThatSends(String address) throws Exception {
        Files.writeString(
                folder.resolve("64-record-event.camel.yaml"),
                Files.readString(Path.of("routes/64-record-event.camel.yaml"))
                        .replaceFirst("( +)steps:\n", """
                                $0$1  - setBody:
                                $1      simple: "\\${variable.candidate}"
                                $1  - setBody:
                                $1      expression:
                                $1        jq:
                                $1          expression: '{person: {name: "Zoe"}, emails: [ADDRESS], tags: ["of-ours"], create: true}'
                                $1  - to: direct:host
                                """.replace("ADDRESS", address)));
        return host(new Sink(), new TogglLoxo().routesFrom("file:" + folder));
    }

    private long ofOurs() {
        return sandbox.loxo().people().stream()
                .filter(person -> person.tags().contains("of-ours"))
                .count();
    }

    @Test
    void aKameletInTheCourseOfADeliveryWorksOnTheSamePerson() throws Exception {
        run(hostThatSends(".email"));
        assertThat(people()).isGreaterThan(10);
        assertThat(ofOurs()).isGreaterThan(10);
    }

    @Test
    void aKameletInTheCourseOfADeliveryWorksOnNobodyElse() throws Exception {
        run(hostThatSends("\"somebody-else@example.com\""));
        assertThat(people()).isGreaterThan(10);
        assertThat(ofOurs()).isZero();
        List<String> sentences = Jdbi.create(properties.get("ledger.url"))
                .withHandle(handle -> handle.createQuery("SELECT sentence FROM candidate WHERE outcome = 'failed'")
                        .mapTo(String.class)
                        .list());
        assertThat(sentences)
                .hasSizeGreaterThan(10)
                .allMatch(sentence -> sentence.contains("an address that is none of the candidate's")
                        && sentence.contains("68-after-delivery"));
    }
}
