package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;

/** What is told in a person's history, once for each decision. */
class EventsTest extends FlowTest {

    private static final String ANN = "ann@example.com";

    private String candidate;

    @BeforeEach
    void oneCandidate() {
        flow.betweenEmptyServices();
        candidate = flow.toggl().add(someone(ANN).and(someone -> someone.put("score", 85.714286)));
    }

    private void decide(String hireState) {
        flow.toggl().change(candidate, someone -> someone.put("hire_state", hireState));
        flow.run();
    }

    @Test
    void aFinishedTestAndEachChangeOfDecisionIsOneEvent() {
        RunRow run = flow.run();
        assertThat(run.events()).isEqualTo(1);
        LoxoEvent event = flow.loxo().events().get(0);
        assertThat(event.personId()).isEqualTo(person(ANN).id());
        assertThat(event.activityType()).isEqualTo("Note Update");
        assertThat(event.notes()).contains("85.7 %", "Decision: possible-hire", "Toggl Hire candidate " + candidate);

        decide("rejected");
        decide("possible-hire");
        flow.toggl().change(candidate, someone -> someone.put("score", 88));
        flow.run();
        flow.endProcess();
        flow.run();
        assertThat(flow.loxo().events())
                .extracting(told -> told.notes().replaceAll("(?s).*Decision: ([a-z-]+).*", "$1"))
                .containsExactly("possible-hire", "rejected", "possible-hire");
    }

    @Test
    void anEventSaysTheStarsOrThatNobodyRated() {
        flow.toggl().change(candidate, someone -> someone.put("rating", 2));
        flow.toggl().add(someone("ben@example.com").and(someone -> someone.put("rating", 0)));
        flow.toggl().add(someone("cleo@example.com").and(someone -> someone.remove("rating")));
        flow.run();
        assertThat(flow.loxo().events())
                .extracting(told -> told.notes().replaceAll("(?s).* points, ([^<]*).*", "$1"))
                .containsExactlyInAnyOrder("2 of 3 stars", "not rated", "not rated");
    }

    static List<Fault> lostAnswers() {
        return List.of(Fault.resetAfter(), Fault.dropAfter(), Fault.appliedThen(502), Fault.resetBefore());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void anEventWhoseAnswerIsLostIsToldOnce(Fault fault) {
        flow.onceInLoxo("POST /person_events", fault);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().events()).hasSize(1);
    }

    static List<Fault> refusalsOfOne() {
        return List.of(
                Fault.answer(422, Map.of(), "{\"errors\":[\"Notes are odd\"]}"),
                Fault.answer(200, Map.of(), "{\"id\":null}"),
                Fault.answer(200, Map.of(), "{\"person_event\":{\"id\":null}}"),
                Fault.answer(200, Map.of(), "{}"));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfOne")
    void aRefusedEventIsLeftOutAndThoseOfOthersAreRecorded(Fault refusal) {
        flow.set("sync.workers", "1").toggl().add(someone("ben@example.com"));
        flow.onceInLoxo("POST /person_events", refusal);
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.events()).isEqualTo(1);
        assertThat(flow.loxo().events()).hasSize(1);
        assertThat(run.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo("event-refused");
            assertThat(remark.message()).contains("POST /person_events", "retry " + candidate);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /activity_types", "GET /dynamic_fields"})
    void whatIsMissingForWantOfAListIsAddedByTheRunThatGetsIt(String list) {
        flow.set("retry.max-attempts", "0").sandbox().loxoFaults().on(list).then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("list-unreadable");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));

        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().events()).hasSize(1);
        assertThat(person(ANN).field("custom_number_2")).isEqualTo("85.714286");
        assertThat(flow.known(candidate).waits()).isEqualTo("no-phone");

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        askedLoxoForTheKeyAlone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /activity_types", "POST /person_events"})
    void aKeyThatDiesThereStopsTheRunAndTheNextOneTellsTheEvent(String operation) {
        AtomicBoolean dead = new AtomicBoolean();
        flow.sandbox()
                .loxoFaults()
                .on(request -> {
                    dead.compareAndSet(false, request.operation().equals(operation));
                    return dead.get();
                })
                .then(Fault.status(401));
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("loxo-refused");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.remarks()).isEmpty();

        flow.sandbox().loxoFaults().clear();
        assertThat(flow.run().events()).isEqualTo(1);
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /activity_types", "POST /person_events"})
    void aKeyThatIsOpenForPeopleAndForLittleElseGoesOn(String operation) {
        flow.sandbox().loxoFaults().on(operation).then(Fault.status(403));
        flow.sandbox().loxoFaults().on("GET /job_categories").then(Fault.status(403));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /activity_types", "GET /dynamic_fields"})
    void aListThatLoxoRefusesIsNotWaitedFor(String list) {
        flow.sandbox().loxoFaults().on(list).then(Fault.status(403));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).waits()).isEqualTo("no-phone");

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        askedLoxoForTheKeyAlone();
    }

    @Test
    void refusedEventsRestAndTheRunGoesOn() {
        flow.set("sync.workers", "1").toggl().add(someone("ben@example.com"));
        flow.sandbox().loxoFaults().on("POST /person_events").then(Fault.status(403));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.exitCode()).isZero();
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("event-refused");
        assertThat(flow.loxo().countOf("POST /person_events")).isEqualTo(1);
        assertThat(run.remarks().get(0).message()).contains("retry --all");

        flow.sandbox().loxoFaults().clear();
        flow.ledger().manualDecisions("somebody").retryAll();
        assertThat(flow.run().events()).isEqualTo(2);
        assertThat(flow.loxo().events()).hasSize(2);
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void withoutTheActivityTypeEventsRestAndItIsSaidOnce() {
        flow.loxo().setup().remove("activity_types", "Note Update");
        flow.toggl().add(someone("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("activity-type-unknown");
        assertThat(run.remarks().get(0).message()).contains("64-record-event");
        assertThat(flow.loxo().events()).isEmpty();
    }

    @Test
    void anEventIsHtmlWithWhatComesFromTogglEscaped() {
        String opening = flow.toggl().addOpening("R&D <b>lead</b>");
        flow.toggl().change(candidate, someone -> someone.put("job_opening_id", opening));
        flow.run();
        assertThat(flow.loxo().events().get(0).notes())
                .startsWith("<p>Toggl Hire test for R&amp;D &lt;b&gt;lead&lt;/b&gt;")
                .contains("<br>Score: 85.7 %", "<br>Decision: possible-hire</p><p>Toggl Hire candidate " + candidate)
                .doesNotContain("\n", "<b>");
    }

    @Test
    void theFirstEventIsDatedByTheEndOfTheTestAndALaterDecisionByItsTelling() {
        flow.toggl().change(candidate, someone -> someone.put("finished_at", "2024-05-06T07:08:09.12345"));
        flow.run();
        assertThat(flow.loxo().events().get(0).createdAt()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
        decide("rejected");
        assertThat(flow.loxo().events().get(1).createdAt())
                .isAfter(Instant.now().minus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00", "0001-01-01T00:00:00", "yesterday", "+999999999-12-31T23:59:59"})
    void aTimeThatIsToComeOrNoneAtAllIsNotSent(String finishedAt) {
        flow.toggl().change(candidate, someone -> someone.put("finished_at", finishedAt));
        assertThat(flow.run().remarks()).isEmpty();
        assertThat(flow.loxo().events()).singleElement().satisfies(event -> assertThat(event.createdAt())
                .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now()));
        assertThat(flow.loxo().calls()).noneMatch(call -> call.fields().containsKey("person_event[created_at]"));
    }

    @Test
    void anEventWhoseAnswerIsLostIsFoundThoughLoxoHandsItsNotesBackUnescaped() {
        flow.sandbox().loxoFaults().on("GET /person_events").then(Fault.tamper(seen -> unescaped(seen.answer())));
        flow.onceInLoxo("POST /person_events", Fault.dropAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().events()).hasSize(1);
    }

    private static JsonNode unescaped(JsonNode answer) {
        answer.path("person_events").forEach(event -> ((ObjectNode) event)
                .put(
                        "notes",
                        event.path("notes")
                                .textValue()
                                .replace("<p>", "")
                                .replaceAll("<br>|</p>", "\n")
                                .replace("&amp;", "&")));
        return answer;
    }
}
