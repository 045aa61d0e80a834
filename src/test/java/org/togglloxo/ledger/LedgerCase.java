package org.togglloxo.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;

/** A ledger in each of the databases. */
abstract class LedgerCase {

    static final Delivery ANN = new Delivery(
            "1",
            "review",
            true,
            Map.of("name", "Ann Secretive", "city", "Tartu"),
            List.of("ann@example.com", "home@example.com"),
            List.of("toggl:review"),
            Map.of(),
            "none");

    @TempDir
    Path folder;

    LedgerSettings settings;
    Ledger ledger;

    @AfterEach
    void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    void open(String database) throws Exception {
        if (settings == null) {
            settings = LedgerDatabases.fresh(database, folder);
        }
        close();
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
    }

    LedgerSettings sqlite() {
        return LedgerDatabases.sqlite(folder.resolve("ledger.db"));
    }

    static CandidateUpdate entry(CandidateRecord before, CandidateResult result) {
        return new CandidateUpdate(before, "review", "7000", ANN, ANN.tags(), "", result, ANN.fingerprint(), 0, 0);
    }

    CandidateRecord deliver(long run) {
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, ANN, "501");
        ledger.record(run, entry(known, CandidateResult.of(Outcome.CREATED, "501")));
        return ledger.lookUp("1");
    }
}
