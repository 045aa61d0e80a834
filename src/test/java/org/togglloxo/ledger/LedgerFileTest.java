package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
        EarlierLedger.ofVersion1(settings.url());
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
