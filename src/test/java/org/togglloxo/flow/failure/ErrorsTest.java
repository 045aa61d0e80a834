package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** An Error, which Camel lets pass all error handling: the run ends, nobody is lost, the next one begins. */
class ErrorsTest extends FlowTest {

    private static final String FIRST_STEP = "      steps:\n        - choice:";

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void threeCandidates() {
        flow.betweenEmptyServices().clock(clock);
        for (String name : List.of("ann", "bob", "cy")) {
            flow.toggl().add(someone(name + "@example.com"));
        }
    }

    private void theNextRunDoesTheRest() {
        RunRow next = flow.run();
        assertThat(next.exitCode()).isZero();
        assertThat(next.listed()).isEqualTo(3);
        assertThat(flow.loxo().peopleCount()).isEqualTo(3);
        assertThat(flow.loxo().people()).allMatch(person -> person.tags().equals(List.of("toggl:shortlist")));
        assertThat(flow.loxo().events()).hasSize(3);
    }

    @Test
    void inACallOfTheListingThreadIsAFailedCallThatIsMadeAgain() {
        clock.throwOnce(() -> new OutOfMemoryError("of a test"));
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(2);
        theNextRunDoesTheRest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /people", "POST /people", "PUT /people/{id}", "GET /activity_types", "POST /person_events"})
    void inACallOfAWorkerIsAFailedCallAndNothingIsDoneTwice(String operation) {
        flow.set("sync.workers", "1");
        boolean[] armed = new boolean[1];
        flow.sandbox()
                .loxoFaults()
                .on(request -> {
                    if (request.operation().equals(operation) && !armed[0]) {
                        armed[0] = true;
                        clock.throwOnce(() -> new OutOfMemoryError("of a test"));
                    }
                    return false;
                })
                .then(Fault.status(500));
        RunRow run = flow.run();
        assertThat(armed).containsExactly(true);
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 3L));
        theNextRunDoesTheRest();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(3);
    }

    @Test
    void inAStepOfOnesOwnOnAWorkerLeavesTheCandidateToTheNextRun() {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(FilesFolder.ROUTER, text -> withStep(text, "error:error"));
        flow.files(files);
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L, "deferred", 1L));
        theNextRunDoesTheRest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"            id: fetch-page", "            id: to-queue"})
    void inAStepOfOnesOwnOnTheListingThreadEndsTheRun(String before) {
        FilesFolder files = FilesFolder.in(folder);
        files.edit("20-list-candidates.camel.yaml", text -> {
            int id = text.indexOf(before.strip());
            int step = Math.max(text.lastIndexOf("- to:", id), text.lastIndexOf("- bean:", id));
            String indent = text.substring(text.lastIndexOf('\n', step) + 1, step);
            return text.substring(0, step) + "- to:\n" + indent + "    id: own\n" + indent + "    uri: error:error\n"
                    + indent + text.substring(step);
        });
        flow.files(files);
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("unexpected");
        assertThat(run.message()).contains("NoClassDefFoundError");
        theNextRunDoesTheRest();
    }

    @Test
    void aRunEndsHoweverTheRouteThatListsDoes() {
        FilesFolder files = FilesFolder.in(folder);
        files.edit("20-list-candidates.camel.yaml", text -> text + "        - stop:\n            id: stop-here\n");
        flow.files(files);
        flow.flow().runOnce();
        assertThat(flow.ledger().runs().last(1)).allSatisfy(run -> {
            assertThat(run.ended()).isEqualTo("finished");
            assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 3L));
        });
    }

    private static String withStep(String route, String uri) {
        assertThat(route).contains(FIRST_STEP);
        return route.replace(
                FIRST_STEP,
                "      steps:\n        - to:\n            id: own\n            uri: %s\n        - choice:"
                        .formatted(uri));
    }
}
