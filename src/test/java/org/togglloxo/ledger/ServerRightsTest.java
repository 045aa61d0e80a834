package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What doctor says of a user who may not do what a run does. */
class ServerRightsTest {

    private final String reader = "reader_" + UUID.randomUUID().toString().replace("-", "");
    private LedgerSettings ledger;

    @BeforeEach
    void start() {
        ledger = LedgerDatabases.postgres();
    }

    @AfterEach
    void takeAway() {
        admin(ledger, "DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    private void admin(LedgerSettings database, String... statements) {
        Jdbi.create(database.url(), database.user(), database.password()).useHandle(handle -> {
            for (String statement : statements) {
                handle.execute(statement);
            }
        });
    }

    private LedgerSettings as(LedgerSettings database) {
        return new LedgerSettings(
                database.url().replaceAll("\\?.*", ""), reader, "secret", 2, Duration.ofSeconds(1), "");
    }

    @Test
    void whoMayOnlyReadIsToldSo() throws SQLException {
        admin(
                ledger,
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader);
        assertThat(ServerRights.lacking(ledger)).isEmpty();
        assertThat(ServerRights.lacking(as(ledger)))
                .hasValueSatisfying(said -> assertThat(said).contains(reader, "table candidate", "Grant"));
        admin(ledger, "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + reader);
        assertThat(ServerRights.lacking(as(ledger))).isEmpty();
    }

    @Test
    void whoMayNotMakeTablesAndWhoseDatabaseIsAnothersIsToldSo() throws SQLException {
        LedgerSettings empty = LedgerDatabases.emptyPostgres();
        admin(
                empty,
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'",
                "REVOKE CREATE ON SCHEMA public FROM public");
        assertThat(ServerRights.lacking(empty)).isEmpty();
        assertThat(ServerRights.lacking(as(empty)))
                .hasValueSatisfying(said -> assertThat(said).contains(reader, "schema public", "Grant it CREATE"));
        admin(empty, "CREATE TABLE candidate (id INT)");
        assertThat(ServerRights.lacking(empty))
                .hasValueSatisfying(said -> assertThat(said).contains("table candidate of another program"));
    }
}
