package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;

/** {@code link}, {@code retry} and {@code forget} beside a run that is at work on the same candidate: they win. */
class DecidedByHandTest extends DecidedByHandCase {

    @OnBothDatabases
    void aLinkMadeDuringADeliveryStaysAndTheNextRunFollowsIt(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.manualDecisions("tester").link("1", "900");
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
        beside.manualDecisions("tester").link("1", "900");

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
        beside.manualDecisions("tester").link("1", "900");
        assertDeferred(() -> ledger.creates().intend(read, ANN, DatabaseLock.ALONE), "linked-meanwhile");
        assertThat(ledger.lookUp("1").createPending()).isFalse();
    }

    @OnBothDatabases
    void nobodyAppliesAsAPersonWhomTheCandidateNoLongerIs(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        beside.manualDecisions("tester").link("1", "900");
        OutboxEntry application = OutboxEntry.first("1", OutboxEntry.APPLICATION, "77", "501");
        assertDeferred(() -> ledger.outbox().intend(application, DatabaseLock.ALONE, read), "linked-meanwhile");
        assertThat(ledger.outbox().of("1")).isEmpty();
    }

    @OnBothDatabases
    void aRetryOutlivesTheRunThatWasUnderWay(String database) throws Exception {
        open(database);
        CandidateRecord read = delivered("501");
        long run = ledger.runs().begin();
        beside.manualDecisions("tester").retryAll();
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
        beside.manualDecisions("tester").retry(List.of("1"));
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
        beside.manualDecisions("tester").retry(List.of("1"));
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
        beside.manualDecisions("tester").retry(List.of("1"));
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
}
