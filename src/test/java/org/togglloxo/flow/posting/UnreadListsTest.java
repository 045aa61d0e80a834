package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CandidateStory;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;

/** A list that is not given out stops nobody, and what needs it comes with the first run that gets it. */
@Order(2)
class UnreadListsTest extends ApplicationsCase {

    private static final String OPTIONS = "GET /dynamic_fields/{id}";
    private static final String EVENTS = "GET /activity_types";
    private static final String SOURCES = "GET /source_types";
    private static final String NO_LIST = "{}";
    private static final List<String> LOXO = List.of(EVENTS, "GET /dynamic_fields", OPTIONS, SOURCES);
    private static final List<String> TOGGL = List.of("GET /tags", "GET /categories");

    private String candidate;

    @BeforeEach
    void oneCandidateWithAllOfIt() {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(
                FilesFolder.MAPPING,
                text -> text.replace(
                        "{\"Toggl score\": .score}", "{\"Toggl score\": .score, \"Test result\": \"Passed\"}"));
        String tag = flow.set("retry.max-attempts", "0").files(files).toggl().addTag("Remote OK");
        String category = flow.toggl().addCategory("Bridges", opening);
        candidate = flow.toggl().add(hopeful(ANN).scored(85).and(someone -> someone.put("category_id", category)
                .putArray("tag_ids")
                .add(tag)));
    }

    private Faults faults(String list) {
        return TOGGL.contains(list)
                ? flow.sandbox().togglFaults()
                : flow.sandbox().loxoFaults();
    }

    private void allIsThere() {
        assertThat(flow.loxo().events()).hasSize(1);
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(person(ANN).fields()).containsKeys("custom_number_2", "custom_hierarchy_4", "source_type_id");
        assertThat(person(ANN).tags()).containsExactlyInAnyOrder("toggl:shortlist", "toggl:tag/remote-ok");
        onlyApplication();
        assertThat(flow.known(candidate).waits()).isEmpty();
        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        askedLoxoForTheKeyAlone();
    }

    static Stream<Arguments> unread() {
        return Stream.concat(LOXO.stream(), TOGGL.stream())
                .flatMap(list -> Stream.of(
                        Arguments.of(list, 503, NO_LIST),
                        Arguments.of(list, 404, NO_LIST),
                        Arguments.of(list, 422, "{\"errors\":[\"odd\"]}"),
                        Arguments.of(list, 200, NO_LIST),
                        Arguments.of(list, 200, "<html>")));
    }

    @ParameterizedTest
    @MethodSource("unread")
    void whatNeedsItIsAddedByTheRunThatGetsIt(String list, int status, String body) {
        faults(list).on(list).then(Fault.answer(status, Map.of(), body));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.remarks()).singleElement().satisfies(remark -> assertThat(remark.message())
                .endsWith("adds what is missing"));
        assertThat(flow.known(candidate).reason()).isEqualTo("list-unreadable");
        assertThat(flow.known(candidate).message()).contains(TOGGL.contains(list) ? "needs toggl/" : "needs loxo/");
        assertThat(next()).contains("added by the first run that gets the list");
        assertThat(flow.ledger().candidates().countByWaits()).isEqualTo(Map.of("list-unreadable", 1L));

        flow.endProcess();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));

        faults(list).clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        allIsThere();
    }

    static Stream<String> all() {
        return Stream.concat(LOXO.stream(), TOGGL.stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneThatIsRefusedIsNotWaitedForAndMadeUpForByRetryAll(String list) {
        faults(list).on(list).then(Fault.status(403));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.remarks()).singleElement().satisfies(remark -> assertThat(remark.message())
                .endsWith("what is missing is added after: retry --all"));
        assertThat(flow.known(candidate).waits()).isEmpty();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));

        faults(list).clear();
        flow.ledger().manualDecisions("somebody").retryAll();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        allIsThere();
    }

    @Test
    void anOpeningThatCannotBeReadIsWaitedForLikeTheLists() {
        flow.sandbox().togglFaults().on("GET /openings").then(Fault.status(500));
        flow.sandbox().togglFaults().on("GET /openings/{id}").then(Fault.status(500));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).waits()).contains("list-unreadable:toggl/openings/" + opening);

        flow.sandbox().togglFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        allIsThere();
    }

    @Test
    void oneThatIsNeverGivenOutHoldsUpNothingElse() {
        String orphan = flow.toggl().addOpening("Ferryman");
        flow.toggl().change(candidate, someone -> someone.put("job_opening_id", orphan));
        flow.set("jobs.look-again-minutes", "0")
                .sandbox()
                .loxoFaults()
                .on(SOURCES)
                .then(Fault.status(404));
        flow.sandbox().loxoFaults().on(EVENTS).times(1).then(Fault.status(503));
        flow.run();
        assertThat(flow.known(candidate).waits())
                .isEqualTo("no-job list-unreadable:loxo/activity_types list-unreadable:loxo/source_types");
        assertThat(flow.known(candidate).message()).contains("Loxo has no job of the title");
        assertThat(next()).contains("gets the list; put forward", "(no-job)");

        flow.run();
        assertThat(flow.loxo().events()).hasSize(1);
        assertThat(flow.known(candidate).waits()).isEqualTo("no-job list-unreadable:loxo/source_types");

        flow.loxo().addJob("Ferryman");
        flow.run();
        onlyApplication();
        assertThat(flow.known(candidate).waits()).isEqualTo("list-unreadable:loxo/source_types");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hierarchies\":[],\"id\":303}", "{\"hierarchies\":null,\"id\":303}", "{\"id\":303}"})
    void aFieldWithoutAnyOptionIsSaid(String field) {
        flow.sandbox().loxoFaults().on(OPTIONS).then(Fault.answer(200, Map.of(), field));
        RunRow run = flow.run();
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("field-value");
        assertThat(run.remarks().get(0).message()).contains("'Test result'", "none at all", "retry --all");
        assertThat(flow.known(candidate).waits()).isEmpty();
    }

    @Test
    void whatLoxoLacksIsMadeUpForByRetryAllOnceItIsThere() {
        flow.loxo().setup().remove("source_types", "Toggl Hire");
        flow.loxo().setup().remove("activity_types", "Note Update");
        RunRow run = flow.run();
        assertThat(run.remarks())
                .extracting(Remark::code)
                .containsExactlyInAnyOrder("source-type-unknown", "activity-type-unknown");
        assertThat(run.remarks()).allMatch(remark -> remark.message().contains("retry --all"));

        flow.loxo().setup().add("source_types", "Toggl Hire");
        flow.loxo().setup().add("activity_types", "Toggl Hire");
        flow.ledger().manualDecisions("somebody").retryAll();
        flow.run();
        allIsThere();
    }

    private String next() {
        return CandidateStory.of(flow.ledger(), flow.known(candidate), Duration.ofDays(1))
                .next();
    }
}
