package org.togglloxo.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

    static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    LedgerSettings settings;
    Ledger ledger;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "50")
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @AfterEach
    void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    void open(String database) throws Exception {
        if (settings == null) {
            settings = database.equals("sqlite")
                    ? sqlite()
                    : new LedgerSettings(emptySchema(), "postgres", "postgres", 12, LOCK_TIMEOUT, "");
        }
        close();
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
    }

    LedgerSettings sqlite() {
        return new LedgerSettings("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "", 1, LOCK_TIMEOUT, "");
    }

    static String emptySchema() throws Exception {
        String name = "l" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
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
