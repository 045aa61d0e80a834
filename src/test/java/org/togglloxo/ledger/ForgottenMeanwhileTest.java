package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;

/** {@code forget} beside a run that is at work on the same candidate: nothing is left of it. */
class ForgottenMeanwhileTest extends DecidedByHandCase {

    private static final List<String> PERSONAL =
            List.of("candidate", "candidate_address", "person_address", "history", "posting");

    private void assertNothingIsLeft() {
        assertThat(PERSONAL).allSatisfy(table -> assertThat(LedgerDatabases.rows(settings, table))
                .as(table)
                .isZero());
    }

    @OnBothDatabases
    void whoIsForgottenDuringADeliveryIsNotWrittenDownAgain(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.manualDecisions("tester").forget(List.of("1"));

        assertDeferred(() -> ledger.evidence(read, ANN), "forgotten");
        assertDeferred(() -> ledger.creates().intend(read, ANN, DatabaseLock.ALONE), "forgotten");
        OutboxEntry event = OutboxEntry.first("1", OutboxEntry.EVENT, "delivered", "501");
        assertDeferred(() -> ledger.outbox().intend(event, DatabaseLock.ALONE, read), "forgotten");
        ledger.outbox().confirm(event);
        ledger.record(run, entry(read, updated("501")));
        assertNothingIsLeft();
    }

    @OnBothDatabases
    void whoIsForgottenDuringACreateIsNotWrittenDownAgain(String database) throws Exception {
        open(database);
        long run = ledger.runs().begin();
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.manualDecisions("tester").forget(List.of("1"));
        long forgotten = ledger.creates().lastErased();
        assertThat(forgotten).isPositive();

        assertDeferred(() -> ledger.creates().confirm(known, ANN, "501"), "forgotten");
        ledger.record(run, entry(known, CandidateResult.of(Outcome.DEFERRED, "forgotten", "so it is")));
        assertNothingIsLeft();
        assertThat(ledger.creates().lastErased())
                .as("somebody was created as late as this")
                .isGreaterThanOrEqualTo(forgotten);
    }

    @OnBothDatabases
    void whatANodeWhoseClockIsAheadHasForgottenIsNotForgottenEarlierByAnother(String database) throws Exception {
        open(database);
        long ahead = System.currentTimeMillis() + 60_000;
        ledger.marks().set(Map.of("erased", ahead));
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.manualDecisions("tester").forget(List.of("1"));
        assertDeferred(() -> ledger.creates().confirm(known, ANN, "501"), "forgotten");
        assertThat(ledger.creates().lastErased()).isEqualTo(ahead);
    }

    @OnBothDatabases
    void aLostAnswerToTheCreateOfSomebodyForgottenLeavesTheTimeAlone(String database) throws Exception {
        open(database);
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.manualDecisions("tester").forget(List.of("1"));
        ledger.marks().clear("erased");
        ledger.creates().stillPending(known);
        assertThat(ledger.creates().lastErased()).isPositive();
        assertNothingIsLeft();
    }

    @Test
    void forgettingAndConfirmingInTheSameInstantLeaveNothingBehind() throws Exception {
        open("postgresql");
        for (int round = 0; round < 40; round++) {
            CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> confirming = CompletableFuture.runAsync(() -> {
                meet(together);
                try {
                    ledger.creates().confirm(known, ANN, "501");
                } catch (Defer forgotten) {
                    assertThat(forgotten.reason()).isEqualTo("forgotten");
                }
            });
            meet(together);
            beside.manualDecisions("tester").forget(List.of("1"));
            confirming.join();
            assertNothingIsLeft();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
