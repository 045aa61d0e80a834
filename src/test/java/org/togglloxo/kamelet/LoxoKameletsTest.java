package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

@Order(2)
class LoxoKameletsTest extends KameletTest {

    private static final byte[] RESUME = "%PDF-1.7 résumé".getBytes(StandardCharsets.UTF_8);

    private static String person(String address, String more) {
        return """
                {"person":{"name":"Zoë Ørsted","city":"Århus"},"emails":["%s"],"tags":["team:new"]%s}""".formatted(address, more);
    }

    private PersonSeed only(String address) {
        List<PersonSeed> people = sandbox.loxo().peopleByAddress(address);
        assertThat(people).hasSize(1);
        return people.get(0);
    }

    @Test
    void aPersonIsCreatedThenUnchangedThenUpdated() throws Exception {
        personSink("&fill=overwrite");
        Exchange created = person(person("zoe@example.com", ",\"create\":true"));
        assertThat(outcome(created)).isEqualTo("created");
        assertThat(created.getMessage().getBody(JsonNode.class).path("id").asLong())
                .isEqualTo(only("zoe@example.com").id());
        assertThat(created.getMessage().getHeaders()).doesNotContainKey("Authorization");
        assertThat(only("zoe@example.com")).satisfies(person -> {
            assertThat(person.name()).isEqualTo("Zoë Ørsted");
            assertThat(person.tags()).containsExactly("team:new");
        });
        assertThat(outcome(person(person("ZOE@example.com", ",\"create\":true"))))
                .isEqualTo("unchanged");
        assertThat(outcome(person(person("zoe@example.com", "").replace("Århus", "Odense"))))
                .isEqualTo("updated");
        assertThat(outcome(person(person("nobody@example.com", "")))).isEqualTo("skipped");
    }

    @Test
    void whoWasThereBeforeAndComesAsTheAnswerToACreateIsUpdated() throws Exception {
        long before = sandbox.loxo()
                .seed(PersonSeed.named("Zoë as the recruiter wrote it").withEmail("zoe@home.example"));
        sandbox.loxoFaults()
                .on("POST /people")
                .nth(1)
                .then(Fault.answer(
                        201,
                        Map.of(),
                        "{\"person\":{\"id\":%d,\"emails\":[{\"value\":\"zoe@home.example\"},{\"value\":\"zoe@example.com\"}]}}"
                                .formatted(before)));
        personSink("");
        assertThat(outcome(person(person("zoe@example.com", ",\"create\":true"))))
                .isEqualTo("updated");
        PersonSeed after = sandbox.loxo().person(before).orElseThrow();
        assertThat(after.name()).isEqualTo("Zoë as the recruiter wrote it");
        assertThat(after.tags()).containsExactly("team:new");
    }

    static List<Fault> lostAnswers() {
        return List.of(Fault.resetAfter(), Fault.appliedThen(500), Fault.resetBefore(), Fault.status(502));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aLostAnswerMakesNobodyTwice(Fault fault) throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(fault);
        personSink("");
        assertThat(outcome(person(person("zoe@example.com", ",\"create\":true"))))
                .isEqualTo("created");
        assertThat(only("zoe@example.com").tags()).containsExactly("team:new");
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void aCreateWhoseAnswerDoesNotEndMakesOnePerson(Fault fault) throws Exception {
        sandbox.loxoFaults().on("POST /people").then(fault);
        personSink(SHORT);
        assertThat(outcome(person(person("zoe@example.com", ",\"create\":true"))))
                .isEqualTo("created");
        assertThat(only("zoe@example.com").tags()).containsExactly("team:new");
        assertThat(sandbox.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void aSearchWhoseAnswerDoesNotEndEndsTheMessage(Fault fault) throws Exception {
        sandbox.loxoFaults().on("GET /people").then(fault);
        personSink(SHORT);
        endsInTime(person(person("zoe@example.com", "")), fault, sandbox.loxo(), "GET /people");
    }

    @Test
    void aThrottledCreateIsSentAgain() throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.answer(429, Map.of("Retry-After", "1"), "{}"));
        personSink("");
        assertThat(outcome(person(person("zoe@example.com", ",\"create\":true"))))
                .isEqualTo("created");
        only("zoe@example.com");
    }

    @Test
    void successWithoutAnIdIsNone() throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.savedNothing("person"));
        personSink("");
        assertThat(person(person("zoe@example.com", ",\"create\":true")).getException())
                .hasMessageContaining("without an id");
        assertThat(sandbox.loxo().peopleByAddress("zoe@example.com")).isEmpty();
    }

    @Test
    void manyAtOnceWithOneAddressAreOnePerson() throws Exception {
        personSink("");
        List<CompletableFuture<Exchange>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        send(exchange -> exchange.getMessage().setBody(person("zoe@example.com", ",\"create\":true")))))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).map(KameletTest::outcome))
                .containsOnlyOnce("created");
        only("zoe@example.com");
    }

    private long job() {
        return sandbox.loxo().jobs().get(0).path("id").asLong();
    }

    private Exchange apply(Map<String, Object> headers) {
        return send(exchange -> {
            Message message = exchange.getMessage();
            message.setHeaders(new java.util.HashMap<>(headers));
            message.setBody(RESUME);
        });
    }

    static final Map<String, Object> ZOE = Map.of(
            "name", "Zoë Ørsted", "email", "zoe@example.com", "phone", "+45 5550 1234", "CamelFileName", "zoe.pdf");

    @Test
    void oneApplicationTakesPlaceWithItsFile() throws Exception {
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=" + job() + "&" + loxo()));
        assertThat(outcome(apply(ZOE))).isEqualTo("created");
        sandbox.loxo().catchUpIndex();
        assertThat(outcome(apply(ZOE))).isEqualTo("unchanged");
        assertThat(sandbox.loxo().applications()).singleElement().satisfies(application -> {
            assertThat(application.jobId()).isEqualTo(job());
            assertThat(application.resumeName()).isEqualTo("zoe.pdf");
        });
        assertThat(apply(Map.of("name", "Zoë", "email", "zoe@example.com")).getException())
                .hasMessageContaining("the header phone is missing");
    }

    @Test
    void nobodyIsPutForwardWhereTwoPeopleHoldTheAddress() throws Exception {
        for (String name : List.of("Zoë", "Zoë once more")) {
            sandbox.loxo().seed(PersonSeed.named(name).withEmail("zoe@example.com"));
        }
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=" + job() + "&" + loxo()));
        assertThat(apply(ZOE).getException()).hasMessageContaining("belong to several people in Loxo");
        assertThat(sandbox.loxo().applications()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aLostAnswerMakesNoSecondApplication(Fault fault) throws Exception {
        sandbox.loxoFaults().on("POST /jobs/{job_id}/apply").nth(1).then(fault);
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=" + job() + "&" + loxo()));
        assertThat(outcome(apply(ZOE))).isEqualTo("created");
        assertThat(sandbox.loxo().applications()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void anApplicationWhoseAnswerDoesNotEndTakesPlaceOnce(Fault fault) throws Exception {
        sandbox.loxoFaults().on("POST /jobs/{job_id}/apply").then(fault);
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=" + job() + "&" + loxo() + SHORT));
        assertThat(outcome(apply(ZOE))).isEqualTo("created");
        assertThat(sandbox.loxo().applications()).hasSize(1);
    }

    @Test
    void aMissingOrWrongParameterIsNamedAtTheStart() {
        assertThatThrownBy(() -> host(routes -> routes.from("direct:in").to("kamelet:loxo-person-sink?apiKey=k")))
                .hasStackTraceContaining("agencySlug");
        assertThatThrownBy(() -> personSink("&callTimeout=0&maxAnswerBytes=many"))
                .hasStackTraceContaining("callTimeout is '0': a whole number from 1 to 3600000 is needed")
                .hasStackTraceContaining("maxAnswerBytes is 'many': a whole number");
        assertThatThrownBy(() -> personSink("&fill=all"))
                .hasStackTraceContaining("fill is 'all': one of blanks, overwrite is needed");
        assertThatThrownBy(() ->
                        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=first&" + loxo())))
                .hasStackTraceContaining("jobId is 'first'");
    }
}
