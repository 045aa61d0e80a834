package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.Database;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;

/** The same behaviour on both databases. */
class LedgerTest {

    private static final Delivery ANN = new Delivery(
            "1",
            "review",
            true,
            Map.of("name", "Ann Secretive", "city", "Tartu"),
            List.of("ann@example.com", "home@example.com"),
            List.of("toggl:review"),
            Map.of(),
            "none");
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    private LedgerSettings settings;
    private Ledger ledger;

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

    private void open(String database) throws Exception {
        if (settings == null) {
            settings = database.equals("sqlite")
                    ? sqlite()
                    : new LedgerSettings(emptySchema(), "postgres", "postgres", 12, LOCK_TIMEOUT, "");
        }
        close();
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
    }

    private LedgerSettings sqlite() {
        return new LedgerSettings("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "", 1, LOCK_TIMEOUT, "");
    }

    private static String emptySchema() throws Exception {
        String name = "l" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }

    private static CandidateUpdate entry(CandidateRecord before, CandidateResult conclusion) {
        return new CandidateUpdate(before, "review", "7000", ANN, ANN.tags(), "", conclusion, ANN.fingerprint(), 0, 0);
    }

    private CandidateRecord deliver(long run) {
        CandidateRecord known = ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, ANN, "501");
        ledger.record(run, entry(known, CandidateResult.of(Outcome.CREATED, "501")));
        return ledger.lookUp("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatWasDeliveredIsKnownInTheNextProcess(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        open(database);
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.loxoId()).isEqualTo("501");
        assertThat(known.createdHere()).isTrue();
        assertThat(known.createPending()).isFalse();
        assertThat(known.tags()).containsExactly("toggl:review");
        assertThat(known.fingerprint()).isEqualTo(ANN.fingerprint()).isEqualTo(known.attempted());
        assertThat(known.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .containsExactly("501");
        assertThat(ledger.find("HOME@example.com")).containsExactly(known);
        assertThat(ledger.find("1")).containsExactly(known);
        assertThat(ledger.lookUp("2")).isEqualTo(CandidateRecord.nothingOf("2"));
        assertThat(ledger.countByOutcome()).isEqualTo(Map.of(Outcome.CREATED, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void anIntentOutlivesTheProcess(String database) throws Exception {
        open(database);
        ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        open(database);
        assertThat(ledger.lookUp("1").createPending()).isTrue();
        ledger.creates().retract(ledger.lookUp("1"));
        assertThat(ledger.lookUp("1").createPending()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aFailureKeepsWhatHadSucceededBefore(String database) throws Exception {
        open(database);
        CandidateRecord delivered = deliver(ledger.runs().begin());
        CandidateResult failed =
                CandidateResult.of(Outcome.FAILED, "refused", "Loxo refused it").after("PUT /people/501", "no");
        ledger.record(
                2, new CandidateUpdate(delivered, "review", "7000", ANN, ANN.tags(), "", failed, "another", 0, 0));
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.fingerprint()).isEqualTo(ANN.fingerprint());
        assertThat(known.attempted()).isEqualTo("another");
        assertThat(known.loxoId()).isEqualTo("501");
        assertThat(ledger.runs().history("1"))
                .extracting(Event::outcome, Event::call, Event::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Outcome.CREATED, null, null),
                        org.assertj.core.groups.Tuple.tuple(Outcome.FAILED, "PUT /people/501", "no"));

        assertThat(ledger.byHand("tester").retry(List.of("2"))).isZero();
        assertThat(ledger.byHand("tester").retry(List.of())).isEqualTo(1);
        assertThat(ledger.lookUp("1").attempted()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whoIsForgottenLeavesNothing(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        ledger.byHand("tester").forget(List.of("1"));
        assertThat(ledger.lookUp("1")).isEqualTo(CandidateRecord.nothingOf("1"));
        assertThat(ledger.find("ann@example.com")).isEmpty();
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .isEmpty();
        assertThat(ledger.runs().history("1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void runsAreListedTheNewestFirst(String database) throws Exception {
        open(database);
        long first = ledger.runs().begin();
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 10L + outcome.ordinal());
        }
        RunRow run = new RunRow(
                first,
                5,
                9L,
                "finished",
                3,
                "",
                75,
                80L,
                counts,
                4,
                5,
                List.of(new Remark("field-unknown", "no such field")));
        ledger.runs().end(run);
        long second = ledger.runs().begin();
        assertThat(second).isGreaterThan(first);
        assertThat(ledger.runs().last(5)).extracting(RunRow::id).containsExactly(second, first);
        assertThat(ledger.runs().last(5).get(1))
                .usingRecursiveComparison()
                .ignoringFields("startedAt")
                .isEqualTo(run);
        assertThat(ledger.runs().last(1).get(0).endedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void tagsOfOtherCandidatesOnTheSamePersonAreKnown(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        assertThat(ledger.tagsOfOthers("501", "2")).containsExactly("toggl:review");
        assertThat(ledger.tagsOfOthers("501", "1")).isEmpty();
        ledger.addresses().forgetPerson("501");
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aCandidateCanBeLinkedByHand(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        assertThat(ledger.byHand("tester").link("1", "777")).isTrue();
        assertThat(ledger.byHand("tester").link("2", "777")).isFalse();
        assertThat(ledger.lookUp("1").loxoId()).isEqualTo("777");
        assertThat(ledger.lookUp("1").createdHere()).isFalse();
    }

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
                        Stop.class, stop -> assertThat(stop.sentence()).contains("ledger.db", "cannot be used"));
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
                    "alert_memory")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("ALTER TABLE history DROP COLUMN workspace");
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
