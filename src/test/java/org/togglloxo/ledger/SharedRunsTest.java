package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.run.SharedPaces;
import org.togglloxo.ledger.run.SharedRunState;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.settings.Scope;

/** What several nodes agree on through the ledger: two of them, on one clock. */
class SharedRunsTest {

    private static final Duration DEAD_AFTER = Duration.ofSeconds(45);
    private static final String LOXO = "loxo https://loxo.invalid agency";

    private final MovableClock time = new MovableClock();
    private Ledger ledger;
    private SharedRuns lister;
    private SharedRuns other;
    private long run;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        ledger = Ledger.openAlone(LedgerDatabases.fresh("sqlite", folder), time);
        lister = ledger.sharedRuns("one", DEAD_AFTER);
        other = ledger.sharedRuns("two", DEAD_AFTER);
        lister.isHere();
        other.isHere();
        run = ledger.runs().begin();
        lister.list(run);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private SharedRunState state() {
        return other.state(run).orElseThrow();
    }

    private void record(String togglId) {
        ledger.recordShared(run, skipped(togglId));
    }

    static CandidateUpdate skipped(String togglId) {
        return new CandidateUpdate(
                CandidateRecord.nothingOf(togglId),
                "",
                "",
                null,
                List.of(),
                "",
                CandidateResult.of(Outcome.SKIPPED, Reason.UNDECIDED, "Nobody has decided"),
                null,
                0,
                0);
    }

    @Test
    void whoComesOutOfTheQueueTwiceCountsOnce() {
        lister.announce(run, List.of("1", "2"));
        assertThat(other.waits(run, "1")).isTrue();
        record("1");
        record("1");
        assertThat(other.waits(run, "1")).isFalse();
        record("2");
        assertThat(lister.sum(run).counts()).containsEntry(Outcome.SKIPPED, 2L);
    }

    @Test
    void aRunIsDoneWhenNobodyWaitsWhicheverNodeItWas() {
        lister.announce(run, List.of("1", "2", "3"));
        lister.withdraw(run, List.of("3"));
        lister.listed(run, 2, 2L, null);
        assertThat(state().queued()).isTrue();
        record("1");
        other.hold(run, "2");
        assertThat(state().queued()).isFalse();
        assertThat(state().held()).isTrue();
        record("2");
        assertThat(state().held()).isFalse();
        assertThat(state().listEnded()).isTrue();
    }

    @Test
    void whatADeadNodeHoldsIsNotWaitedFor() {
        lister.announce(run, List.of("1"));
        other.hold(run, "1");
        time.advance(DEAD_AFTER.plusSeconds(1));
        lister.isHere();
        assertThat(lister.state(run).orElseThrow().held()).isFalse();
        assertThat(lister.isAnotherHere()).isFalse();
    }

    @Test
    void theFirstStopCountsAndReachesTheOthers() {
        other.stop(run, new Stop(Reason.LOXO_REFUSED, "refused"));
        lister.stop(run, new Stop(Reason.STALLED, "stalled"));
        assertThat(state().stop()).hasValueSatisfying(stop -> {
            assertThat(stop.why()).isEqualTo(Reason.LOXO_REFUSED);
            assertThat(stop.exitCode()).isEqualTo(Reason.LOXO_REFUSED.exitCode());
            assertThat(stop.message()).isEqualTo("refused");
        });
    }

    @Test
    void aRunWhoseListerIsGoneIsSeenAndEndedOnce() {
        assertThat(other.abandoned()).isEmpty();
        lister.leave();
        assertThat(other.abandoned()).containsExactly(run);
        RunRow row = ended(RunRow.FINISHED);
        assertThat(other.end(row).ended()).isEqualTo(RunRow.FINISHED);
        assertThat(lister.end(ended("interrupted")).ended()).isEqualTo(RunRow.FINISHED);
        assertThat(other.state(run)).isEmpty();
        assertThat(other.abandoned()).isEmpty();
    }

    private RunRow ended(String how) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        List.of(Outcome.values()).forEach(outcome -> counts.put(outcome, 0L));
        return new RunRow(run, 0, 1L, how, 0, "", 0, null, counts, 0, 0, List.of());
    }

    @Test
    void aQuotaThatOneNodeLearnsIsShared() {
        SharedPaces ours = ledger.sharedPaces("one", true);
        SharedPaces theirs = ledger.sharedPaces("two", true);
        assertThat(theirs.learn(LOXO, true, 0, 0, 0).perSecond()).isZero();
        assertThat(ours.learn(LOXO, true, 20, 0, 5).perSecond()).isEqualTo(20);
        // got through beside the other
        assertThat(theirs.learn(LOXO, true, 18, 0, 5).perSecond()).isEqualTo(38);
        assertThat(ours.learn(LOXO, true, 19, 19, 0)).isEqualTo(new SharedPaces.Total(38, 5, 1));
        assertThat(ours.learn(LOXO, true, 17, 19, 0).perSecond()).isEqualTo(36);
    }

    @Test
    void whoCallsNoMoreLeavesItsShareToTheOthers() {
        SharedPaces ours = ledger.sharedPaces("one", true);
        ledger.sharedPaces("two", true).learn(LOXO, true, 0, 0, 0);
        assertThat(ours.learn(LOXO, true, 40, 0, 5).others()).isEqualTo(1);
        time.advance(Duration.ofSeconds(6));
        assertThat(ours.learn(LOXO, true, 20, 20, 5)).isEqualTo(new SharedPaces.Total(40, 5, 0));
        ledger.sharedPaces("two", true).learn(LOXO, true, 0, 0, 0);
        other.leave();
        assertThat(ours.learn(LOXO, true, 40, 40, 5).others()).isZero();
    }

    @Test
    void beneathAFixedBoundARefusalCountsForEachNode() {
        SharedPaces ours = ledger.sharedPaces("one", true);
        ledger.sharedPaces("two", true).learn(LOXO, true, 0, 0, 0);
        assertThat(ours.learn(LOXO, true, 9, 10, 0).perSecond()).isEqualTo(18);
    }

    @Test
    void aRunIsThatOfItsWorkspaceWhateverNamesIt() {
        Ledger acme = ledger.of(new Scope("acme", ""));
        long theirs = acme.runs().begin();
        SharedRuns node = acme.sharedRuns("two", DEAD_AFTER);
        node.list(theirs);
        node.announce(theirs, List.of("1"));
        lister.announce(run, List.of("1"));
        assertThat(lister.state(theirs)).isEmpty();
        assertThat(node.state(theirs)).isPresent();
        assertThat(node.waitsIn("1")).contains(theirs);
        assertThat(lister.waitsIn("1")).contains(run);
        assertThat(lister.abandoned()).isEmpty();
        record("1");
        assertThat(node.waits(theirs, "1")).isTrue();
    }

    @Test
    void anotherNodeIsAnotherProcessThatTakesPartInTheSameWorkspace() {
        other.leave();
        ledger.of(new Scope("acme", "")).sharedRuns("two", DEAD_AFTER).isHere();
        ledger.sharedRuns("one", DEAD_AFTER).isHere();
        assertThat(lister.isAnotherHere()).isFalse();
        ledger.sharedRuns("three", DEAD_AFTER).isHere();
        assertThat(lister.isAnotherHere()).isTrue();
    }

    @Test
    void aProcessHasItsShareUntilTheLastOfItsFlowsEnds() {
        SharedPaces ours = ledger.sharedPaces("one", true);
        SharedRuns more = ledger.of(new Scope("acme", "")).sharedRuns("two", DEAD_AFTER);
        more.isHere();
        ledger.sharedPaces("two", true).learn(LOXO, true, 0, 0, 0);
        ledger.of(new Scope("acme", "")).sharedPaces("two", true).learn(LOXO, true, 0, 0, 0);
        assertThat(ours.learn(LOXO, true, 0, 0, 0).others()).isEqualTo(1);
        more.leave();
        assertThat(ours.learn(LOXO, true, 0, 0, 0).others()).isEqualTo(1);
        other.leave();
        assertThat(ours.learn(LOXO, true, 0, 0, 0).others()).isZero();
    }
}
