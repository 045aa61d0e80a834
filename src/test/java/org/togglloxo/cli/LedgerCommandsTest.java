package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** {@code ledger adopt} and {@code ledger backup}, and what leads to them. */
class LedgerCommandsTest {

    private static final int CANDIDATES = 30;

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;

    @BeforeEach
    void firstRun() {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(CANDIDATES).build());
        program = Program.in(temporary).against(sandbox);
    }

    @AfterEach
    void closeServices() {
        sandbox.close();
    }

    private Ended sync() {
        return program.here("sync", "--once");
    }

    @ParameterizedTest
    @CsvSource({"GET /candidates, 401, 4", "GET /openings, 500, 5"})
    void nothingIsBoundToWhatCannotBeRead(String operation, int status, int exitCode) {
        sync().exits(0);
        program.with("RETRY_DELAY", "1").with("RETRY_MAX_DELAY", "1");
        sandbox.togglFaults().on(operation).then(Fault.status(status));
        Ended refused = program.here("ledger", "adopt", "--yes").exits(exitCode);
        assertThat(refused.out()).doesNotContain("It is bound to that now");
        sandbox.togglFaults().clear();
        assertThat(program.here("doctor").out()).doesNotContain("bound to nobody", "with no openings");
    }

    @Test
    void aBackupBesideARunningSyncIsAWholeLedger() throws IOException {
        sync().exits(0);
        Path file = program.folder().resolve("data/ledger.db");
        LedgerSettings running = new LedgerSettings("jdbc:sqlite:" + file, "", "", 1, Duration.ZERO, "");
        try (Ledger held = Ledger.openAlone(running, Clock.systemUTC())) {
            held.runs().begin();
            assertThat(program.here("ledger", "backup", "copy.db").exits(0).out())
                    .contains("copy.db");
        }
        Path copy = program.folder().resolve("copy.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        program.with("LEDGER_URL", "jdbc:sqlite:copy.db");
        assertThat(sync().exits(0).out()).contains(" 0 created, 0 updated, ");
    }

    @Test
    void aBackupReplacesNothing() throws IOException {
        sync().exits(0);
        Path there = program.folder().resolve("there.txt");
        Files.writeString(there, "mine");
        assertThat(program.here("ledger", "backup", "there.txt").exits(2).err()).contains("exists already");
        assertThat(there).hasContent("mine");
    }

    @Test
    void aFileNeedsAName() {
        assertThat(program.here("ledger", "backup", "").exits(2).err()).contains("FILE", "the name of a file is empty");
        assertThat(program.here("plan", "--out", " ").exits(2).err()).contains("--out", "the name of a file is empty");
    }

    @Test
    void aBackupOfNoLedgerAndOfPostgresqlIsRefused() {
        program.withoutLedger();
        assertThat(program.here("ledger", "backup", "copy.db").exits(2).err()).contains("There is no ledger");
        assertThat(program.here("ledger", "backup", "no/folder/copy.db")
                        .exits(2)
                        .err())
                .contains("There is no ledger");
        program.with("LEDGER_URL", "jdbc:postgresql://127.0.0.1:1/ledger");
        assertThat(program.here("ledger", "backup", "copy.db").exits(2).err()).contains("pg_dump");
        assertThat(program.folder().resolve("copy.db")).doesNotExist();
    }

    @Test
    void aCopyHasAPlaceOfItsOwn() {
        sync().exits(0);
        assertThat(program.here("ledger", "copy", "--to", "jdbc:sqlite:data/../data/ledger.db")
                        .exits(2)
                        .errors())
                .containsExactly("error: --to is jdbc:sqlite:%s, the ledger itself. Name another database"
                        .formatted("data/../data/ledger.db"));
        assertThat(program.here("ledger", "copy", "--to", "ledger.db").exits(2).err())
                .contains("--to is 'ledger.db'", "is needed. Name one")
                .doesNotContain("the default");
    }

    @Test
    void aCopyWithoutRoomSaysWhereItIsNeeded() throws SQLException {
        sync().exits(0);
        try (Connection ledger = DriverManager.getConnection(
                        "jdbc:sqlite:" + program.folder().resolve("data/ledger.db"));
                Statement statement = ledger.createStatement()) {
            statement.execute("UPDATE candidate SET sentence = hex(zeroblob(500000))");
        }
        assertThat(program.here("ledger", "copy", "--to", "jdbc:sqlite:small.db?max_page_count=100")
                        .exits(1)
                        .errors())
                .singleElement()
                .asString()
                .contains("The ledger was not copied: [SQLITE_FULL]", "Make room on the disk of the copy");
    }

    @Test
    void aLedgerOfAnotherAgencyIsRefusedUntilItIsAdopted() {
        sync().exits(0);
        try (Sandbox other = Sandbox.start(SandboxOptions.builder()
                .candidates(CANDIDATES)
                .agencySlug("another-agency")
                .agencyId("4711")
                .firstOpening(7_100)
                .build())) {
            program.against(other);
            Ended refused = sync().exits(2);
            assertThat(refused.out()).contains("other-agency", "'sandbox-agency'", "'another-agency'", "ledger adopt");
            assertThat(refused.out()).contains(" 0 unchanged");
            assertThat(program.here("plan").exits(2).out()).contains("other-agency");
            assertThat(program.here("doctor").exits(2).out()).contains("FAIL  whose ledger", "ledger adopt");

            Ended asked = program.here("ledger", "adopt").exits(2);
            assertThat(asked.out())
                    .contains("bound to the agency 'sandbox-agency' (agency_id 1071)")
                    .contains("lead to the agency 'another-agency' (agency_id 4711)", "(7100)");
            sync().exits(2);

            program.here("ledger", "adopt", "--yes").exits(0);
            assertThat(sync().exits(0).out()).contains(" 0 created, 0 updated, ");
            assertThat(program.here("doctor").exits(0).out()).contains("whose ledger: the agency 'another-agency'");
        }
    }

    @Test
    void yesIsForOneRun() {
        assertThat(program.here("sync", "--yes").exits(2).err()).contains("--once");
    }

    @Test
    void aWrongKeyIsNeverSaidToHaveGoneWell() {
        sync().exits(0);
        program.with("LOXO_API_KEY", "expired");
        assertThat(sync().exits(4).out()).contains("loxo-refused", "loxo.api-key");
    }
}
