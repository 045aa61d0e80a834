package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;

/** A run at work on a candidate, and somebody beside it. */
abstract class DecidedByHandCase {

    static final Delivery ANN = new Delivery(
            "1",
            "review",
            true,
            Map.of("name", "Ann"),
            List.of("ann@example.com", "home@example.com"),
            List.of("toggl:review"),
            Map.of(),
            "none");

    @TempDir
    Path folder;

    LedgerSettings settings;
    Ledger ledger;
    Ledger beside;

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    @interface OnBothDatabases {}

    @AfterEach
    void close() {
        beside.close();
        ledger.close();
    }

    void open(String database) throws Exception {
        settings = LedgerDatabases.fresh(database, folder);
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
        beside = Ledger.openBeside(settings, Clock.systemUTC());
    }

    static CandidateUpdate entry(CandidateRecord before, CandidateResult result) {
        return new CandidateUpdate(before, "review", "7000", ANN, ANN.tags(), "", result, ANN.fingerprint(), 0, 0);
    }

    static CandidateResult updated(String person) {
        return CandidateResult.of(Outcome.UPDATED, person);
    }

    /** A run that delivers to one person; returns what the next one reads. */
    CandidateRecord delivered(String person) {
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, ANN, person);
        ledger.record(ledger.runs().begin(), entry(known, CandidateResult.of(Outcome.CREATED, person)));
        return ledger.lookUp("1");
    }

    static void assertDeferred(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String reason) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Defer.class, defer -> assertThat(defer.reason())
                .isEqualTo(reason));
    }
}
