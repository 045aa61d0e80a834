package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Request;

/** One item comes bare or in an envelope, many in a list or in an object around it; what is neither says of nobody that they are not there. */
class AnswerShapesTest extends LookUpCase {

    private static final String ANN = "ann@work.example";

    private static final Predicate<Request> SEARCH =
            request -> request.operation().equals("GET /people") && request.query("query") != null;
    private static final Predicate<Request> NEWEST =
            request -> request.operation().equals("GET /people") && request.query("created_at_sort") != null;

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"each", "batch", "walk"})
    void whatRecruitersFilledInStaysWhereAPersonComesInAnEnvelope(String way) {
        flow.between(options -> options.candidates(0).envelopes(true)).set("loxo.lookup", way);
        staff(150);
        flow.loxo()
                .seed(PersonSeed.named("Ann as the recruiter wrote it")
                        .withEmail(ANN)
                        .withPhone("+1 555 0100 1")
                        .withTag("vip")
                        .withField("city", "Known City"));
        flow.toggl()
                .add(someone(ANN)
                        .named("Ann of Toggl")
                        .contact("city", "Other City")
                        .contact("phone", "+1 555 0100 1"));
        candidate("bea");
        candidate("cid");

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "created", 2L));
        PersonSeed after = person(ANN);
        assertThat(after.name()).isEqualTo("Ann as the recruiter wrote it");
        assertThat(after.field("city")).isEqualTo("Known City");
        assertThat(after.emails()).containsExactly(ANN);
        assertThat(after.phones()).containsExactly("+1 555 0100 1");
        assertThat(after.tags()).containsExactly("vip", "toggl:shortlist");
    }

    @Test
    void theTagOfAnEarlierLaneIsTakenAwayWhereAPersonComesInAnEnvelope() {
        flow.between(options -> options.candidates(0).envelopes(true));
        String candidate = flow.toggl().add(someone(ANN));
        flow.run();
        flow.toggl().change(candidate, someone(ANN).scored(10));

        assertThat(flow.run().remarks()).isEmpty();
        assertThat(person(ANN).tags()).containsExactly("toggl:review");
        assertThat(person(ANN).emails()).containsExactly(ANN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"error\":\"busy\"}", "{\"people\":null}", "{\"people\":{}}"})
    void anAnswerWithoutAListMakesNobody(String answer) {
        flow.betweenEmptyServices().set("retry.max-attempts", "1");
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        String candidate = flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(SEARCH).then(Fault.tamper(seen -> json(answer)));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).message()).contains("GET /people", "no list");
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);

        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void aBareListIsOneAsWell() {
        flow.betweenEmptyServices();
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(SEARCH).then(Fault.tamper(seen -> seen.answer()
                .get("people")));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void newestPeopleWithoutAListDoNotSayThatALostCreateDidNotTakePlace() {
        flow.betweenEmptyServices().set("retry.max-attempts", "0").set("loxo.index-lag", "1");
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", Fault.dropAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        flow.sandbox().loxoFaults().on(SEARCH).then(Fault.tamper(seen -> json("{\"people\":[],\"total_count\":0}")));
        flow.sandbox().loxoFaults().on(NEWEST).then(Fault.tamper(seen -> json("{\"status\":\"ok\"}")));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void whoIsGoneBetweenTheSearchAndTheRecordIsLookedForOnceMore() {
        flow.betweenEmptyServices();
        long gone = flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        flow.toggl().add(someone(ANN));
        before(on("GET /people/{id}"), () -> flow.loxo().remove(gone));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void whoWasThereBeforeAndComesAsTheAnswerToACreateWasNotMadeFromHere() {
        flow.betweenEmptyServices();
        long before = flow.loxo()
                .seed(PersonSeed.named("Ann as the recruiter wrote it")
                        .withEmail("ann@home.example")
                        .withField("city", "Known City"));
        JsonNode merged = json(
                "{\"person\":{\"id\":%d,\"name\":\"Ann as the recruiter wrote it\",\"emails\":[{\"value\":\"ann@home.example\"},{\"value\":\"%s\"}]},\"errors\":[]}"
                        .formatted(before, ANN));
        flow.onceInLoxo("POST /people", Fault.answer(201, Map.of(), merged.toString()));
        String candidate = flow.toggl().add(someone(ANN).contact("city", "Other City"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.known(candidate).createdHere()).isFalse();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
        flow.toggl().change(candidate, someone(ANN).named("Ann Renamed").contact("city", "Third City"));
        flow.run();
        PersonSeed after = flow.loxo().person(before).orElseThrow();
        assertThat(after.name()).isEqualTo("Ann as the recruiter wrote it");
        assertThat(after.field("city")).isEqualTo("Known City");
        assertThat(after.tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void detailsComeBareOrInAnEnvelopeAndAreThoseOfTheCandidate() {
        flow.betweenEmptyServices().set("retry.max-attempts", "0");
        String candidate = flow.toggl().add(someone(ANN).scored(80));
        flow.sandbox().togglFaults().on("GET /candidates/{id}").then(Fault.tamper(seen -> json("{\"id\":\"4711\"}")));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).message()).contains("something else than this candidate");

        flow.sandbox().togglFaults().clear();
        flow.sandbox().togglFaults().on("GET /candidates/{id}").then(Fault.tamper(seen -> JsonNodeFactory.instance
                .objectNode()
                .set("data", seen.answer())));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().events()).singleElement().satisfies(event -> assertThat(event.notes())
                .contains("80"));
    }
}
