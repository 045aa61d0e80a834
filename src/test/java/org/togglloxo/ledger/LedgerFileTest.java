package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.sql.Database;

/** The file that a ledger is: what it does not hold, and who may open it. */
class LedgerFileTest extends LedgerCase {

    @Test
    void noPersonalDataStandsInTheFile() throws Exception {
        open("sqlite");
        deliver(ledger.runs().begin());
        ledger.close();
        String bytes = Files.readString(folder.resolve("ledger.db"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("toggl:review").doesNotContain("example.com", "Secretive", "Tartu");
        ledger = null;
    }

    @Test
    void aSecondProcessIsKeptOffTheFile() throws Exception {
        open("sqlite");
        assertThatThrownBy(() -> Ledger.openAlone(sqlite(), Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.reason()).isEqualTo("ledger-in-use"));
        try (Ledger beside = Ledger.openBeside(sqlite(), Clock.systemUTC())) {
            assertThat(beside.runs().last(1)).isEmpty();
        }
    }

    @Test
    void lookingMakesNoFile() {
        try (Ledger looking = Ledger.openToRead(sqlite(), Clock.systemUTC())) {
            assertThat(looking.runs().last(1)).isEmpty();
        }
        assertThat(folder.resolve("ledger.db")).doesNotExist();
    }

    @Test
    void whoLooksCannotWrite() throws Exception {
        open("sqlite");
        ledger.close();
        ledger = null;
        try (Ledger looking = Ledger.openToRead(sqlite(), Clock.systemUTC())) {
            assertThatThrownBy(looking.runs()::begin).isInstanceOf(Stop.class);
        }
    }

    @Test
    void aDamagedFileIsSaidSo() throws Exception {
        Files.writeString(
                folder.resolve("ledger.db"), "this is no database, and it is long enough to be looked at. ".repeat(50));
        assertThatThrownBy(() -> Ledger.openAlone(sqlite(), Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.message()).contains("ledger.db", "cannot be used"));
    }

    @Test
    void aLedgerOfAnEarlierVersionIsBroughtUpToDateByWhoeverReadsIt() throws Exception {
        open("sqlite");
        deliver(ledger.runs().begin());
        ledger.close();
        try (java.sql.Connection file = java.sql.DriverManager.getConnection(settings.url());
                java.sql.Statement statement = file.createStatement()) {
            for (String table : List.of(
                    "posting",
                    "remark",
                    "mark",
                    "refused_edit",
                    "agency",
                    "workspace_opening",
                    "rules",
                    "people_index",
                    "people_walk",
                    "audit",
                    "alert_memory",
                    "node",
                    "shared_run",
                    "run_candidate",
                    "run_part",
                    "pace_share")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("ALTER TABLE history DROP COLUMN workspace");
            statement.execute("ALTER TABLE run DROP COLUMN workspace");
            for (String index : List.of(
                    "history_by_time",
                    "candidate_by_opening",
                    "candidate_by_reason",
                    "candidate_to_attend",
                    "candidate_gone")) {
                statement.execute("DROP INDEX " + index);
            }
            statement.execute("ALTER TABLE candidate DROP COLUMN opening");
            statement.execute("ALTER TABLE candidate DROP COLUMN gone_since");
            statement.execute("DROP INDEX candidate_by_waits");
            statement.execute("ALTER TABLE candidate DROP COLUMN waits");
            for (String column : List.of("again_after", "sent_at", "sent_to")) {
                statement.execute("ALTER TABLE candidate DROP COLUMN " + column);
            }
            statement.execute("ALTER TABLE run DROP COLUMN applications");
            statement.execute("ALTER TABLE run DROP COLUMN events");
            statement.execute("DELETE FROM toggl_loxo_schema WHERE version <> '1'");
        }
        try (Ledger reading = Ledger.openToRead(settings, Clock.systemUTC())) {
            assertThat(reading.lookUp("1").loxoId()).isEqualTo("501");
            assertThat(reading.runs().last(1)).hasSize(1);
        }
    }

    @Test
    void theNewestMigrationIsTheOneThatReadersLookFor() throws Exception {
        try (java.util.stream.Stream<Path> files =
                java.nio.file.Files.list(Path.of("src/main/resources/org/togglloxo/ledger/sql/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))
                            .max(java.util.Comparator.comparing(Integer::valueOf)))
                    .contains(Database.NEWEST);
        }
    }
}
