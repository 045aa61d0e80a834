package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.sql.DatabaseLock;

/** What a process leaves behind that ends in the middle of a candidate. */
class UnfinishedDeliveriesTest {

    private static final Delivery ANN = of("ann@example.com", "home@example.com");

    @TempDir
    Path folder;

    private Ledger ledger;

    private static Delivery of(String... emails) {
        return new Delivery(
                "1", "review", true, Map.of("name", "Ann"), List.of(emails), List.of("toggl:review"), Map.of(), "none");
    }

    @BeforeEach
    void open() {
        ledger = Ledger.openAlone(LedgerDatabases.fresh("sqlite", folder), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void nextProcess() {
        close();
        open();
    }

    private CandidateRecord deliver() {
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, ANN, "501");
        CandidateResult created = CandidateResult.of(Outcome.CREATED, "501");
        ledger.record(
                1, new CandidateUpdate(known, "review", "7000", ANN, ANN.tags(), "", created, ANN.fingerprint(), 0, 0));
        return ledger.lookUp("1");
    }

    @Test
    void theAddressesThatACreateWasSentWithAreKnownUntilItIsSettled() {
        ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        nextProcess();
        Delivery now = of("new@example.com");
        PendingCreates pending = ledger.evidence(ledger.lookUp("1"), now).pending();
        assertThat(pending.addresses()).isEqualTo(ANN.addressHashes());
        assertThat(pending.times()).isNotEmpty();
        assertThat(ledger.evidence(ledger.lookUp("2"), ANN).pending().addresses())
                .as("for another one with the address")
                .isEqualTo(ANN.addressHashes());
        ledger.creates().retract(ledger.lookUp("1"));
        assertThat(ledger.evidence(ledger.lookUp("1"), now).pending()).isEqualTo(PendingCreates.NONE);
    }

    @Test
    void aCreateInThePlaceOfAPersonWhoIsGoneIsPendingInTheNextProcess() {
        nextProcess();
        CandidateRecord gone = ledger.lose(deliver());
        ledger.creates().intend(gone, ANN, DatabaseLock.ALONE);
        nextProcess();
        assertThat(ledger.lookUp("1").createPending()).isTrue();
        assertThat(ledger.evidence(CandidateRecord.nothingOf("2"), ANN)
                        .pending()
                        .times())
                .isNotEmpty();
    }

    @Test
    void tagsThatWereWrittenAreKnownThoughTheProcessEnded() {
        nextProcess();
        CandidateRecord tagged = ledger.creates().rememberTags(ledger.lookUp("1"), ANN, List.of("old", "toggl:review"));
        assertThat(tagged.tags()).containsExactly("old", "toggl:review");
        nextProcess();
        assertThat(ledger.lookUp("1").tags()).containsExactly("old", "toggl:review");
        assertThat(ledger.lookUp("1").outcome()).isEqualTo(Outcome.DEFERRED);
        assertThat(ledger.find("ann@example.com"))
                .extracting(CandidateRecord::togglId)
                .containsExactly("1");
        deliver();
        ledger.creates().rememberTags(ledger.lookUp("1"), ANN, List.of("new"));
        assertThat(ledger.lookUp("1").outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ledger.lookUp("1").tags()).containsExactly("new");
    }
}
