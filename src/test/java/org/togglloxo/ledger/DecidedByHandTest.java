package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;

/** {@code link}, {@code retry} and {@code forget} beside a run that is at work on the same candidate: they win. */
class DecidedByHandTest {

    private static final Delivery ANN = new Delivery(
            "1",
            "review",
            true,
            Map.of("name", "Ann"),
            List.of("ann@example.com", "home@example.com"),
            List.of("toggl:review"),
            Map.of(),
            "none");
    private static final List<String> PERSONAL =
            List.of("candidate", "candidate_address", "person_address", "history", "posting");

    @RegisterExtension
    static final LedgerDatabases databases = new LedgerDatabases();

    @TempDir
    Path folder;

    private LedgerSettings settings;
    private Ledger ledger;
    private Ledger beside;

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    @interface OnBothDatabases {}

    @AfterEach
    void close() {
        beside.close();
        ledger.close();
    }

    private void open(String database) throws Exception {
        settings = databases.empty(database, folder);
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
        beside = Ledger.openBeside(settings, Clock.systemUTC());
    }

    private static CandidateUpdate entry(CandidateRecord before, CandidateResult conclusion) {
        return new CandidateUpdate(before, "review", "7000", ANN, ANN.tags(), "", conclusion, ANN.fingerprint(), 0, 0);
    }

    private static CandidateResult updated(String person) {
        return CandidateResult.of(Outcome.UPDATED, person);
    }

    /** A run that delivers to one person; returns what the next one reads. */
    private CandidateRecord delivered(String person) {
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, ANN, person);
        ledger.record(ledger.runs().begin(), entry(known, CandidateResult.of(Outcome.CREATED, person)));
        return ledger.lookUp("1");
    }

    private static void assertDeferred(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String reason) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Defer.class, defer -> assertThat(defer.reason())
                .isEqualTo(reason));
    }

    private void assertNothingIsLeft() {
        assertThat(PERSONAL).allSatisfy(table -> assertThat(LedgerDatabases.rows(settings, table))
                .as(table)
                .isZero());
    }

    @OnBothDatabases
    void aLinkMadeDuringADeliveryStaysAndTheNextRunFollowsIt(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.byHand("tester").link("1", "900");
        ledger.record(run, entry(read, updated("501")));

        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.loxoId()).isEqualTo("900");
        assertThat(known.createdHere()).isFalse();
        assertThat(known.attempted()).isNull();
        ledger.record(ledger.runs().begin(), entry(known, updated("900")));
        assertThat(ledger.lookUp("1").loxoId()).isEqualTo("900");
        assertThat(ledger.lookUp("1").attempted()).isEqualTo(ANN.fingerprint());
    }

    @OnBothDatabases
    void aLinkMadeDuringACreateStaysAndTheOtherPersonIsNamed(String database) throws Exception {
        open(database);
        long run = ledger.runs().begin();
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.byHand("tester").link("1", "900");

        assertThatThrownBy(() -> ledger.creates().confirm(known, ANN, "501"))
                .isInstanceOf(Defer.class)
                .hasMessageContaining("person 900")
                .hasMessageContaining("person 501");
        ledger.creates().stillPending(known);
        ledger.record(run, entry(known, CandidateResult.of(Outcome.DEFERRED, "linked-meanwhile", "so it is")));
        assertThat(ledger.lookUp("1").loxoId()).isEqualTo("900");
        assertThat(ledger.lookUp("1").createPending()).isFalse();
        assertThat(ledger.lookUp("1").attempts()).isZero();
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .containsExactly("900");
    }

    @OnBothDatabases
    void nobodyIsCreatedForACandidateWhoWasLinkedMeanwhile(String database) throws Exception {
        open(database);
        ledger.record(
                ledger.runs().begin(),
                entry(
                        CandidateRecord.nothingOf("1"),
                        CandidateResult.of(Outcome.FAILED, "ambiguous", "several people")));
        CandidateRecord read = ledger.lookUp("1");
        beside.byHand("tester").link("1", "900");
        assertDeferred(() -> ledger.creates().intend(read, ANN, DatabaseLock.ALONE), "linked-meanwhile");
        assertThat(ledger.lookUp("1").createPending()).isFalse();
    }

    @OnBothDatabases
    void nobodyAppliesAsAPersonWhomTheCandidateNoLongerIs(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        beside.byHand("tester").link("1", "900");
        OutboxEntry application = OutboxEntry.first("1", OutboxEntry.APPLICATION, "77", "501");
        assertDeferred(() -> ledger.postings().intend(application, DatabaseLock.ALONE, read), "linked-meanwhile");
        assertThat(ledger.postings().of("1")).isEmpty();
    }

    @OnBothDatabases
    void aRetryOutlivesTheRunThatWasUnderWay(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.byHand("tester").retryAll();
        ledger.record(run, entry(read, updated("501")));
        assertThat(ledger.lookUp("1").outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(ledger.lookUp("1").attempted()).isNull();

        ledger.record(ledger.runs().begin(), entry(ledger.lookUp("1"), updated("501")));
        assertThat(ledger.lookUp("1").attempted()).isEqualTo(ANN.fingerprint());
    }

    @OnBothDatabases
    void aRetryOutlivesARunThatReadItAndHadBegunBefore(String database) throws Exception {
        open(database);
        delivered("501");
        long run = ledger.runs().begin();
        beside.byHand("tester").retry(List.of("1"));
        CandidateRecord read = ledger.lookUp("1");
        ledger.record(
                run,
                new CandidateUpdate(
                        read,
                        "review",
                        "7000",
                        ANN,
                        ANN.tags(),
                        "",
                        CandidateResult.of(Outcome.DEFERRED, "throttled", "429"),
                        ANN.fingerprint(),
                        3,
                        Long.MAX_VALUE));
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.attempted()).isNull();
        assertThat(known.attempts()).isZero();
        assertThat(known.notBefore()).isZero();
    }

    @OnBothDatabases
    void whoWasCreatedDuringARetryIsKnown(String database) throws Exception {
        open(database);
        long run = ledger.runs().begin();
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.byHand("tester").retry(List.of("1"));
        known = ledger.creates().confirm(known, ANN, "501");
        ledger.record(run, entry(known, CandidateResult.of(Outcome.CREATED, "501")));
        assertThat(ledger.lookUp("1").loxoId()).isEqualTo("501");
        assertThat(ledger.lookUp("1").createdHere()).isTrue();
        assertThat(ledger.lookUp("1").fingerprint()).isEqualTo(ANN.fingerprint());
        assertThat(ledger.lookUp("1").attempted()).isNull();
    }

    @OnBothDatabases
    void aRetryOutlivesACreateThatIsRefused(String database) throws Exception {
        open(database);
        long run = ledger.runs().begin();
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.byHand("tester").retry(List.of("1"));
        known = ledger.creates().retract(known);
        ledger.record(run, entry(known, CandidateResult.of(Outcome.FAILED, "refused", "no")));
        assertThat(ledger.lookUp("1").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ledger.lookUp("1").attempted()).isNull();
    }

    @OnBothDatabases
    void whoLostItsClaimTakesNoIntentOfAnotherNodeBack(String database) throws Exception {
        open(database);
        CandidateRecord stale = ledger.creates()
                .intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE)
                .intending(1);
        ledger.creates().retract(stale);
        assertThat(ledger.lookUp("1").createPending()).isTrue();
        ledger.creates().retract(ledger.lookUp("1"));
        assertThat(ledger.lookUp("1").createPending()).isFalse();
    }

    @OnBothDatabases
    void whoIsForgottenDuringADeliveryIsNotWrittenDownAgain(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.byHand("tester").forget(List.of("1"));

        assertDeferred(() -> ledger.evidence(read, ANN), "forgotten");
        assertDeferred(() -> ledger.creates().intend(read, ANN, DatabaseLock.ALONE), "forgotten");
        OutboxEntry event = OutboxEntry.first("1", OutboxEntry.EVENT, "delivered", "501");
        assertDeferred(() -> ledger.postings().intend(event, DatabaseLock.ALONE, read), "forgotten");
        ledger.postings().confirm(event);
        ledger.record(run, entry(read, updated("501")));
        assertNothingIsLeft();
    }

    @OnBothDatabases
    void whoIsForgottenDuringACreateIsNotWrittenDownAgain(String database) throws Exception {
        open(database);
        long run = ledger.runs().begin();
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.byHand("tester").forget(List.of("1"));
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
    void aLostAnswerToTheCreateOfSomebodyForgottenLeavesTheTimeAlone(String database) throws Exception {
        open(database);
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        beside.byHand("tester").forget(List.of("1"));
        ledger.marks().clear("erased");
        ledger.creates().stillPending(known);
        assertThat(ledger.creates().lastErased()).isPositive();
        assertNothingIsLeft();
    }

    @OnBothDatabases
    void whatAnotherRunLearntIsNotUndoneByOneThatReadTheLedgerBefore(String database) throws Exception {
        open(database);
        long slow = ledger.runs().begin();
        CandidateRecord readBefore = CandidateRecord.nothingOf("1");
        delivered("501");
        ledger.record(
                slow,
                new CandidateUpdate(
                        readBefore,
                        "undecided",
                        "7000",
                        null,
                        List.of(),
                        "",
                        CandidateResult.of(Outcome.SKIPPED, "undecided", "nobody has decided"),
                        null,
                        0,
                        0));
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(known.loxoId()).isEqualTo("501");
        assertThat(known.createdHere()).isTrue();
        assertThat(known.tags()).containsExactly("toggl:review");
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
            beside.byHand("tester").forget(List.of("1"));
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
