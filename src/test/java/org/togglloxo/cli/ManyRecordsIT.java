package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.LedgerSettings;

/** A list of 100,000 candidates goes out as it is read. */
class ManyRecordsIT {

    private static final int MANY = 100_000;

    @TempDir
    Path temporary;

    @Test
    void aHundredThousandCandidatesNeedLittleMemory() throws SQLException {
        Program program = Program.in(temporary).javaOptions("-XX:+UseSerialGC", "-Xmx64m");
        fill(program.folder().resolve("data/ledger.db"));
        Ended ended = program.run("candidates", "--output", "json").exits(0);
        assertThat(ended.json().path("total").asInt()).isEqualTo(MANY);
        assertThat(ended.json().path("candidates")).hasSize(MANY);
    }

    private static void fill(Path file) throws SQLException {
        String url = "jdbc:sqlite:" + file;
        Ledger.openAlone(new LedgerSettings(url, "", "", 1, Duration.ZERO, ""), Clock.systemUTC())
                .close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + MANY + ")"
                    + " INSERT INTO candidate (toggl_id, loxo_id, lane, opening, outcome, reason, sentence, updated_at)"
                    + " SELECT 100000 + i, 500000 + i, CASE i % 3 WHEN 0 THEN 'shortlist' ELSE 'review' END,"
                    + " 7000 + i % 20, CASE i % 50 WHEN 0 THEN 'failed' ELSE 'created' END,"
                    + " CASE i % 50 WHEN 0 THEN 'ambiguous' ELSE '' END, 'Several people hold the address', 1700000000000"
                    + " FROM n");
        }
    }
}
