package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.audit.AuditEntry;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What is older than it may be goes; what keeps somebody from being created twice stays. */
class RetentionTest {

    private static final int MANY = 1_201;

    @TempDir
    Path folder;

    private LedgerSettings settings;
    private Ledger ledger;

    private void open(String database) throws Exception {
        settings = LedgerDatabases.fresh(database, folder);
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Jdbi jdbi() {
        return settings.sqlite()
                ? Jdbi.create(settings.url())
                : Jdbi.create(settings.url(), settings.user(), settings.password());
    }

    private void record(String id) {
        Delivery delivery =
                new Delivery(id, "review", true, Map.of(), List.of(id + "@example.com"), List.of(), Map.of(), "none");
        CandidateResult created = CandidateResult.of(Outcome.CREATED, "50" + id);
        ledger.record(
                1,
                new CandidateUpdate(
                        ledger.lookUp(id),
                        "review",
                        "7000",
                        delivery,
                        List.of("t"),
                        "",
                        created,
                        delivery.fingerprint(),
                        0,
                        0));
    }

    private long count(String table) {
        return jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void historyRunsAndAuditGoAndHowACandidateStandsStays(String database) throws Exception {
        open(database);
        record("1");
        CandidateRecord before = ledger.lookUp("1");
        for (int run = 0; run < 15; run++) {
            long id = ledger.runs().begin();
            ledger.runs()
                    .end(new RunRow(
                            id,
                            0,
                            1L,
                            RunRow.FINISHED,
                            0,
                            "",
                            0,
                            0L,
                            new EnumMap<>(Map.of(Outcome.CREATED, 1L)),
                            0,
                            0,
                            List.of(new Remark("brake", "said"))));
        }
        jdbi().useHandle(handle -> {
            handle.execute("UPDATE history SET at = 100");
            handle.execute("UPDATE run SET started_at = 100");
            handle.execute("INSERT INTO posting (toggl_id, kind, target, loxo_id, done_at)"
                    + " VALUES ('1', 'application', '31', '501', 1)");
            for (int i = 0; i < MANY; i++) {
                handle.execute(
                        "INSERT INTO history (toggl_id, run_id, at, lane, outcome, reason, sentence)"
                                + " VALUES ('1', 1, ?, '', 'created', '', '')",
                        i % 7 == 0 ? 200 : i);
            }
        });
        ledger.audit().note("ann", AuditAct.RETRY, "late");
        jdbi().useHandle(handle -> handle.execute(
                "INSERT INTO audit (id, at, actor, act) SELECT MAX(id) + 1, 100, 'bob', 'retry' FROM audit"));

        assertThat(ledger.retention().eraseOlderThan(50_000)).isPositive();
        assertThat(ledger.runs().history("1")).isEmpty();
        assertThat(ledger.runs().last(100)).as("the last ones, however old").hasSize(10);
        assertThat(count("remark")).isEqualTo(10);
        List<AuditEntry> audit = new ArrayList<>();
        ledger.audit().forEach(0, audit::add);
        assertThat(audit).singleElement().extracting(AuditEntry::actor).isEqualTo("ann");
        assertThat(ledger.lookUp("1")).isEqualTo(before);
        assertThat(ledger.find("1@example.com")).hasSize(1);
        assertThat(ledger.addresses().of("501")).hasSize(1);
        assertThat(count("posting")).isEqualTo(1);
        assertThat(ledger.retention().eraseOlderThan(50_000)).isZero();
        assertThat(ledger.runs().begin()).as("numbers go on").isEqualTo(16);
    }

    private Set<String> gone() {
        return jdbi().withHandle(
                        handle -> handle.createQuery("SELECT toggl_id FROM candidate WHERE gone_since IS NOT NULL")
                                .mapTo(String.class)
                                .set());
    }

    private void recordSome(int many) {
        IntStream.rangeClosed(1, many).forEach(id -> record(Integer.toString(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whoWasNotListedForLongEnoughIsForgotten(String database) throws Exception {
        open(database);
        recordSome(6);
        Retention retention = ledger.retention();
        retention.note(id -> !Set.of("1", "2").contains(id), 1_000);
        assertThat(gone()).containsExactlyInAnyOrder("1", "2");
        retention.note(id -> !Set.of("1", "3").contains(id), 2_000);
        assertThat(gone()).as("2 is listed again").containsExactlyInAnyOrder("1", "3");
        assertThat(retention.forgetGoneSince(999, 3_000)).isZero();
        assertThat(retention.forgetGoneSince(1_000, 3_000)).isEqualTo(1);
        assertThat(ledger.find("1@example.com")).isEmpty();
        assertThat(ledger.runs().history("1")).isEmpty();
        assertThat(ledger.lookUp("3").loxoId()).isEqualTo("503");
        assertThat(ledger.creates().lastErased()).isEqualTo(3_000);
        List<AuditEntry> audit = new ArrayList<>();
        ledger.audit().forEach(0, audit::add);
        assertThat(audit).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(Audit.PROGRAM);
            assertThat(entry.act()).isEqualTo("forget");
            assertThat(entry.candidate()).isEqualTo("forgotten");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whereManyAreGoneAtOnceNobodyIsNoted(String database) throws Exception {
        open(database);
        recordSome(6);
        Retention retention = ledger.retention();
        assertThat(retention.note(id -> false, 1_000).isSuspicious()).isTrue();
        assertThat(retention.note(id -> Set.of("1", "2").contains(id), 1_000).isSuspicious())
                .isTrue();
        assertThat(gone()).isEmpty();
        assertThat(retention
                        .note(id -> Set.of("1", "2", "3").contains(id), 1_000)
                        .isSuspicious())
                .isFalse();
        assertThat(gone()).hasSize(3);
        assertThat(retention.note(id -> false, 2_000).isSuspicious())
                .as("of those left, all")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whoseCreateMayHaveTakenPlaceIsNotForgottenBeforeThatIsKnown(String database) throws Exception {
        open(database);
        recordSome(4);
        Delivery pending =
                new Delivery("9", "review", true, Map.of(), List.of("new@example.com"), List.of(), Map.of(), "none");
        ledger.creates().intend(ledger.lookUp("9"), pending, DatabaseLock.ALONE);
        jdbi().useHandle(handle -> handle.execute("INSERT INTO posting (toggl_id, kind, target, loxo_id, intent_at)"
                + " VALUES ('1', 'application', '31', '501', 1)"));
        Retention retention = ledger.retention();
        retention.note(id -> !Set.of("1", "9").contains(id), 1_000);
        assertThat(retention.forgetGoneSince(1_000, 2_000)).isZero();
        assertThat(ledger.lookUp("9").createPending()).isTrue();
    }
}
