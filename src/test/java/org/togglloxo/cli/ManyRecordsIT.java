package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What has no end to it goes through as it is read. */
class ManyRecordsIT {

    private static final int MANY = 100_000;

    @TempDir
    Path temporary;

    private Program program;

    @BeforeEach
    void withLittleMemory() {
        program = Program.in(temporary).javaOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");
    }

    private Path ledger() {
        return program.folder().resolve("data/ledger.db");
    }

    @Test
    void aHundredThousandCandidatesNeedLittleMemory() throws SQLException {
        fill(ledger(), "", MANY);
        Ended ended = program.run("candidates", "--output", "json").exits(0);
        assertThat(ended.json().path("total").asInt()).isEqualTo(MANY);
        assertThat(ended.json().path("candidates")).hasSize(MANY);
    }

    @Test
    void asManyOfEachOfTwoWorkspacesNeedNoMore() throws SQLException {
        program.with("TOGGL_WORKSPACES", "acme,beta");
        fill(ledger(), "acme", MANY);
        fill(ledger(), "beta", MANY);
        JsonNode list = program.run("candidates", "--output", "json").exits(0).json();
        assertThat(list.path("total").asInt()).isEqualTo(2 * MANY);
        assertThat(list.path("workspaces")).hasSize(2).allSatisfy(one -> assertThat(one.path("candidates"))
                .hasSize(MANY));
        assertThat(program.run("candidates", "--output", "csv").exits(0).out().lines())
                .hasSize(2 * MANY + 1);
    }

    @Test
    void aCopyThereAndBackNeedsLittleMemory() throws Exception {
        LedgerSettings server = LedgerDatabases.emptyPostgres();
        fill(ledger(), "", MANY);
        lengthenSentences();
        program.with("TARGET_PASSWORD", server.password());
        JsonNode there = program.run(
                        "ledger", "copy", "--to", server.url(), "--user", server.user(), "--output", "json")
                .exits(0)
                .json();
        assertThat(there.path("rows").path("candidate").asInt()).isEqualTo(MANY);
        program.with("LEDGER_URL", server.url())
                .with("LEDGER_USER", server.user())
                .with("LEDGER_PASSWORD", server.password());
        JsonNode back = program.run("ledger", "copy", "--to", "jdbc:sqlite:back.db", "--output", "json")
                .exits(0)
                .json();
        assertThat(back.path("rows")).isEqualTo(there.path("rows"));
    }

    /** All of them are more than there is memory. */
    private void lengthenSentences() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE candidate SET sentence = printf('%.1000c', 'x')");
        }
    }

    private static void fill(Path file, String workspace, int many) throws SQLException {
        String url = "jdbc:sqlite:" + file;
        Ledger.openAlone(new LedgerSettings(url, "", "", 1, Duration.ZERO, ""), Clock.systemUTC())
                .close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + many + ")"
                    + " INSERT INTO candidate (workspace, toggl_id, loxo_id, lane, opening, outcome, reason, sentence, updated_at)"
                    + " SELECT '" + workspace
                    + "', 100000 + i, 500000 + i, CASE i % 3 WHEN 0 THEN 'shortlist' ELSE 'review' END,"
                    + " 7000 + i % 20, CASE i % 50 WHEN 0 THEN 'failed' ELSE 'created' END,"
                    + " CASE i % 50 WHEN 0 THEN 'ambiguous' ELSE '' END, 'Several people hold the address', 1700000000000"
                    + " FROM n");
        }
    }
}
