package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;

/** A ledger file that cannot be written, read or trusted. */
class SqliteFaultsIT extends ProcessTest {

    private static final int CANDIDATES = 250;
    private static final int PAGE = 4_096;
    private static final Duration SECONDS = Duration.ofSeconds(30);

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES);
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        program.with("LOXO_INDEX_LAG", "300");
    }

    @Test
    void aFullDiskStopsTheRunAndTheNextOneDoesTheRest() throws SQLException {
        program.with("LEDGER_URL", "jdbc:sqlite:ledger.db?max_page_count=85");
        Ended full = program.here("sync", "--once", "--output", "json").exits(1);
        JsonNode run = Hopefuls.assertAddsUp(full.json());
        assertThat(run.get("ended").textValue()).isEqualTo("ledger");
        assertThat(run.get("reason").textValue()).contains("full", "Make room on the disk of ledger.url");
        assertThat(run.get("created").intValue()).isPositive().isLessThan(CANDIDATES);
        assertNobodyIsBlamed(run);

        assertThat(answer("PRAGMA integrity_check")).isEqualTo("ok");
        // outcome, addresses and history of a candidate are written together or not at all
        assertThat(answer("SELECT COUNT(*) FROM candidate WHERE outcome = 'created'"))
                .isEqualTo(run.get("created").asText())
                .isEqualTo(answer("SELECT COUNT(*) FROM history WHERE outcome = 'created'"));
        assertThat(answer("SELECT COUNT(*) FROM candidate WHERE outcome = 'created' AND loxo_id IS NULL"))
                .isEqualTo("0");

        program.with("LEDGER_URL", "jdbc:sqlite:ledger.db");
        completesIn(program);
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(program.withoutLedger().folder().resolve("data"), "a file, not a folder");
        Ended ended = program.run("sync", "--once").exits(1);
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .contains("folder of the ledger data/ledger.db cannot be made", "ledger.url");
        assertThat(sandbox.loxo().total()).isZero();
    }

    @Test
    void aFileThatIsHeldForAWhileIsWaitedFor() throws SQLException {
        sandbox.loxo().latency(Duration.ofMillis(10));
        program.with("LEDGER_URL", "jdbc:sqlite:data/ledger.db?busy_timeout=200");
        try (RunningHere sync = program.begin("sync", "--once", "--output", "json")) {
            awaitPeople(20, SECONDS);
            try (Connection holder = hold()) {
                long then = sandbox.loxo().peopleCount();
                await().atMost(SECONDS).until(() -> sync.err().contains("waiting for it"));
                // nobody is created without an intent in the ledger
                assertThat(sandbox.loxo().peopleCount()).isLessThanOrEqualTo((int) then + 4);
            }
            JsonNode run = Hopefuls.assertAddsUp(sync.awaitEnd().exits(0).json());
            assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void aFileThatIsNeverLetGoIsSaid() throws SQLException {
        program.here("sync", "--once", "--limit", "5").exits(0);
        try (Connection holder = hold()) {
            Ended ended = program.here("sync", "--once", "--output", "json").exits(1);
            assertThat(ended.err()).contains("locked").contains("Another program holds the file: end it");
        }
        completesIn(program);
    }

    @Test
    void aFileThatIsNoLedgerIsSaid() throws IOException {
        program.here("sync", "--once", "--limit", "50").exits(0);
        overwrite(0, 200);
        Ended ended = program.here("sync", "--once").exits(1);
        assertThat(ended.errors()).singleElement().asString().contains("damaged", "backup", "move it away");
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(50);

        Files.move(ledger(), program.folder().resolve("damaged.db"));
        completesIn(program);
    }

    @Test
    void damageInTheMiddleOfTheFileMakesNobodyTwice() throws IOException {
        program.here("sync", "--once", "--limit", "150").exits(0);
        for (long page = 2; page * PAGE < Files.size(ledger()); page += 2) {
            overwrite(page * PAGE + 3, 500);
        }
        Ended ended = program.here("sync", "--once", "--output", "json").exits(1);
        assertThat(ended.err() + ended.out()).contains("damaged: put a backup in its place, or move it away");
        if (ended.json().has("read")) {
            assertNobodyIsBlamed(Hopefuls.assertAddsUp(ended.json()));
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();

        Files.move(ledger(), program.folder().resolve("damaged.db"));
        completesIn(program);
    }

    private void completesIn(Program again) {
        Hopefuls.assertAddsUp(
                again.here("sync", "--once", "--output", "json").exits(0).json());
        Hopefuls.assertEachIsThere(sandbox);
    }

    private static void assertNobodyIsBlamed(JsonNode run) {
        assertThat(run.get("failed").intValue()).isZero();
        assertThat(run.get("deferred").intValue()).isZero();
    }

    private Path ledger() {
        return program.folder().resolve("data/ledger.db");
    }

    private Connection hold() throws SQLException {
        Connection holder = DriverManager.getConnection("jdbc:sqlite:" + ledger() + "?busy_timeout=20000");
        try (Statement statement = holder.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
        }
        return holder;
    }

    private String answer(String question) throws SQLException {
        String url = "jdbc:sqlite:" + program.folder().resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.getString(1);
        }
    }

    private void overwrite(long from, int bytes) throws IOException {
        byte[] garbage = new byte[bytes];
        new Random(from).nextBytes(garbage);
        try (RandomAccessFile file = new RandomAccessFile(ledger().toFile(), "rw")) {
            file.seek(from);
            file.write(garbage);
        }
    }
}
