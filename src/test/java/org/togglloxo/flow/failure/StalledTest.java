package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** A step that never ends: the run stops, tells so, and the next one begins; all by a clock that the test moves. */
@Order(1)
class StalledTest extends FlowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String LIST = "20-list-candidates.camel.yaml";
    private static final String EVENT = "64-record-event.camel.yaml";

    private final MovableClock clock = new MovableClock();
    private FailingComponent error;

    @BeforeEach
    void oneCandidate() {
        flow.betweenEmptyServices().clock(clock).set("ledger.lock-timeout", "500");
        flow.toggl().add(someone("ann@example.com"));
    }

    @AfterEach
    void release() {
        if (error != null) {
            error.release();
        }
    }

    /** A step of one's own as the first of a route, or before the one that is named. */
    private void hangsIn(String file, String step, String kind) {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(file, text -> {
            int id = text.indexOf("id: " + step + "\n");
            int start = text.lastIndexOf("\n", text.lastIndexOf("- ", id)) + 1;
            String indent = text.substring(start, text.indexOf("- ", start));
            return text.substring(0, start) + indent + "- to:\n" + indent + "    id: own\n" + indent + "    uri: error:"
                    + kind + "\n" + text.substring(start);
        });
        flow.files(files);
        error = flow.flow().context().getComponent("error", FailingComponent.class);
    }

    private CompletableFuture<RunRow> start() {
        return CompletableFuture.supplyAsync(flow::run);
    }

    private RunRow awaitWhileTimePasses(CompletableFuture<RunRow> run) {
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return run.isDone();
        });
        return run.join();
    }

    private RunRow runThatStalls() {
        CompletableFuture<RunRow> run = start();
        await().atMost(PATIENCE).until(() -> error.uses() > 0);
        RunRow row = awaitWhileTimePasses(run);
        assertThat(row.ended()).isEqualTo("stalled");
        assertThat(row.exitCode()).isEqualTo(1);
        assertThat(row.message()).contains("900000 ms (sync.stalled-after)");
        assertThat(flow.ledger().runs().last(1)).singleElement().satisfies(last -> assertThat(last.ended())
                .isEqualTo("stalled"));
        return row;
    }

    @Test
    void aWorkerThatCanBeWokenIsFreeForTheNextRun() {
        flow.set("sync.workers", "1");
        hangsIn(EVENT, "take-details", "hang");
        assertThat(runThatStalls().message()).contains("1 candidates under way");
        RunRow next = flow.run();
        assertThat(next.exitCode()).isZero();
        assertThat(FlowFixture.counts(next)).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void aWorkerThatHangsForEverKeepsItsPersonAndNothingElse() {
        hangsIn(EVENT, "take-details", "hang-fast");
        String hanging = flow.toggl().candidateIds().get(0);
        assertThat(FlowFixture.counts(runThatStalls())).isEmpty();
        flow.toggl().add(someone("bob@example.com"));

        RunRow next = awaitWhileTimePasses(start());
        assertThat(next.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(next)).isEqualTo(Map.of("created", 1L, "deferred", 1L));
        assertThat(flow.known(hanging).reason()).isEqualTo("claim-timeout");

        long events = next.events();
        error.release();
        await().atMost(PATIENCE).until(() -> flow.known(hanging).outcome() == Outcome.CREATED);
        assertThat(flow.ledger().runs().last(1)).singleElement().satisfies(run -> {
            assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L, "deferred", 1L));
            assertThat(run.events()).isEqualTo(events);
        });
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 2L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
        assertThat(flow.loxo().events()).hasSize(2);
    }

    @Test
    void whatALateWorkerDoesCountsForItsOwnRun() {
        hangsIn(EVENT, "take-details", "hang-fast");
        runThatStalls();
        flow.toggl().add(someone("bob@example.com"));
        // in the middle of the next run
        CompletableFuture<Void> late = new CompletableFuture<>();
        flow.onceInLoxo("POST /people", Fault.holdUntil(late));
        CompletableFuture<RunRow> running = start();
        await().atMost(PATIENCE).until(() -> flow.loxo().countOf("POST /people") == 2);
        error.release();
        await().atMost(PATIENCE).until(() -> flow.loxo().countOf("POST /person_events") == 1);
        late.complete(null);
        RunRow next = running.join();
        assertThat(next.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(next.events()).as("that of the other one").isEqualTo(1);
        assertThat(flow.loxo().events()).hasSize(2);
    }

    @Test
    void theListingThatWaitsForAFullQueueIsWoken() {
        flow.set("sync.workers", "1").set("sync.queue", "seda:candidates?size=1&blockWhenFull=true");
        for (int i = 0; i < 10; i++) {
            flow.toggl().add(someone("bob" + i + "@example.com"));
        }
        hangsIn(EVENT, "take-details", "hang");
        runThatStalls();
        RunRow next = flow.run();
        assertThat(next.listed()).isEqualTo(11);
        assertThat(FlowFixture.counts(next)).isEqualTo(Map.of("created", 11L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "hang-fast"})
    void aListingThatHangsIsEndedToo(String kind) {
        hangsIn(LIST, "to-queue", kind);
        CompletableFuture<RunRow> first = start();
        await().atMost(PATIENCE).until(() -> error.uses() > 0);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return "stalled".equals(flow.ledger().runs().last(1).get(0).ended());
        });
        RunRow next = start().join();
        assertThat(FlowFixture.counts(next)).isEqualTo(Map.of("created", 1L));
        error.release();
        await().atMost(PATIENCE).until(first::isDone);
        assertThat(flow.ledger().runs().last(2)).extracting(RunRow::ended).containsExactly("finished", "stalled");
    }
}
