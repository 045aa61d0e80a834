package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.list.CandidateFilter;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.sql.DatabaseCopy;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Scope;

/** One ledger of several workspaces and agencies: what is known of one is not known of another. */
@Order(2)
class LedgerScopesTest {

    private static final Scope ACME = new Scope("acme", "staffing");
    private static final Scope BETA = new Scope("beta", "leadership");
    private static final Scope BETA_TOO = new Scope("beta", "staffing");
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    private static Delivery ann(String id) {
        return new Delivery(
                id, "review", true, Map.of("name", "Ann"), List.of("ann@example.com"), List.of("t"), Map.of(), "none");
    }

    private static CandidateRecord deliver(Ledger ledger, String id, String person) {
        long run = ledger.runs().begin();
        Delivery delivery = ann(id);
        CandidateRecord known = ledger.creates().movedHere(ledger.lookUp(id));
        known = ledger.creates().intend(known, delivery, DatabaseLock.ALONE);
        known = ledger.creates().confirm(known, delivery, person);
        ledger.record(
                run,
                new CandidateUpdate(
                        known,
                        "review",
                        "7000",
                        delivery,
                        delivery.tags(),
                        "",
                        CandidateResult.of(Outcome.CREATED, person),
                        delivery.fingerprint(),
                        0,
                        0));
        return ledger.lookUp(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void theSameIdAndTheSameAddressAreSomebodyElseElsewhere(String database) throws Exception {
        try (Ledger ledger = Ledger.openAlone(LedgerDatabases.fresh(database, folder), Clock.systemUTC())) {
            Ledger acme = ledger.of(ACME);
            Ledger beta = ledger.of(BETA);
            deliver(acme, "1", "501");
            assertThat(beta.lookUp("1")).isEqualTo(CandidateRecord.nothingOf("1"));
            assertThat(beta.evidence(CandidateRecord.nothingOf("1"), ann("1")).people())
                    .isEmpty();
            assertThat(beta.evidence(CandidateRecord.nothingOf("1"), ann("1"))
                            .known()
                            .scope())
                    .isEqualTo(BETA);
            assertThat(beta.candidates().count(CandidateFilter.ALL)).isZero();
            assertThat(beta.runs().last(5)).isEmpty();
            assertThat(beta.runs().history("1")).isEmpty();

            deliver(beta, "1", "77");
            assertThat(acme.lookUp("1").loxoId()).isEqualTo("501");
            assertThat(beta.lookUp("1").loxoId()).isEqualTo("77");
            assertThat(acme.ofPerson("77")).isEmpty();
            acme.marks().set("done");
            acme.marksOfAgency().set("jobs-read");
            assertThat(beta.marks().at("done")).isZero();
            assertThat(ledger.of(BETA_TOO).marksOfAgency().at("jobs-read")).isPositive();

            acme.manualDecisions("ann").forget(List.of("1"));
            assertThat(beta.lookUp("1").loxoId()).isEqualTo("77");
            assertThat(acme.creates().lastErased()).isPositive();
            assertThat(beta.creates().lastErased()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void twoWorkspacesOfOneAgencyKnowTheSamePeople(String database) throws Exception {
        try (Ledger ledger = Ledger.openAlone(LedgerDatabases.fresh(database, folder), Clock.systemUTC())) {
            Ledger acme = ledger.of(ACME);
            Ledger beta = ledger.of(BETA_TOO);
            deliver(acme, "1", "501");
            Evidence evidence = beta.evidence(CandidateRecord.nothingOf("1"), ann("1"));
            assertThat(evidence.people()).containsExactly("501");
            assertThat(evidence.known().loxoId()).isNull();

            acme.creates().intend(acme.lookUp("2"), ann("2"), DatabaseLock.ALONE);
            assertThat(beta.evidence(CandidateRecord.nothingOf("9"), ann("9"))
                            .pending()
                            .times())
                    .isNotEmpty();
            assertThat(beta.candidates().tagsOfOthers("501", "1")).containsExactly("t");

            assertThat(beta.webhookDecisions().linkToSurvivor("501", "600")).containsExactly("1");
            assertThat(acme.lookUp("1").loxoId()).isEqualTo("600");
            assertThat(acme.runs().history("1")).extracting(Event::reason).contains("merged-in-loxo");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aCandidateThatMovesToAnotherAgencyIsSomebodyNewThere(String database) throws Exception {
        try (Ledger ledger = Ledger.openAlone(LedgerDatabases.fresh(database, folder), Clock.systemUTC())) {
            Ledger staffing = ledger.of(BETA_TOO);
            Ledger leadership = ledger.of(BETA);
            deliver(staffing, "1", "501");
            // what happens in one millisecond has no order
            long delivered = ledger.clock().millis();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.clock().millis() > delivered);
            CandidateRecord here = leadership.creates().movedHere(leadership.lookUp("1"));
            assertThat(here.loxoId()).isNull();
            assertThat(here.fingerprint()).isNull();
            assertThat(here.scope()).isEqualTo(BETA);
            assertThat(leadership.runs().history("1"))
                    .last()
                    .matches(event -> Reason.MOVED.is(event.reason()), "moved")
                    .matches(event -> event.message().contains("person 501 in the agency staffing stays"), "sentence");
            deliver(leadership, "1", "77");
            assertThat(staffing.addresses().of("501")).hasSize(1);
            assertThat(leadership.lookUp("1").scope()).isEqualTo(BETA);

            CandidateRecord back = staffing.creates().movedHere(staffing.lookUp("1"));
            assertThat(staffing.evidence(back, ann("1")).people()).containsExactly("501");
        }
    }

    /** As many as there may be, with all that stands beside each of them. */
    private static void fill(LedgerSettings settings) {
        Jdbi jdbi = settings.sqlite()
                ? Jdbi.create(settings.url())
                : Jdbi.create(settings.url(), settings.user(), settings.password());
        jdbi.useTransaction(handle -> {
            for (String sql : List.of(
                    "INSERT INTO candidate (toggl_id, loxo_id, outcome, updated_at, fingerprint) VALUES (:id, :id, 'created', 1, 'f')",
                    "INSERT INTO candidate_address (toggl_id, address_hash) VALUES (:id, :id)",
                    "INSERT INTO person_address (address_hash, loxo_id) VALUES (:id, :id)",
                    "INSERT INTO history (toggl_id, run_id, at, lane, outcome, reason, sentence) VALUES (:id, 1, 1, '', 'created', '', '')",
                    "INSERT INTO posting (toggl_id, kind, target, loxo_id, done_at) VALUES (:id, 'event', 'x', :id, 1)")) {
                PreparedBatch batch = handle.prepareBatch(sql);
                for (int i = 0; i < MANY; i++) {
                    batch.bind("id", Integer.toString(i)).add();
                    if (batch.size() == 1_000) {
                        batch.execute();
                    }
                }
                batch.execute();
            }
            handle.execute("INSERT INTO agency (agency, slug) VALUES ('', 'agency')");
            handle.execute("INSERT INTO workspace_opening (opening_id, name) VALUES ('100', 'Java')");
            handle.execute(
                    "INSERT INTO posting (toggl_id, kind, target, done_at) VALUES ('company:x', 'company', 'x', 1)");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aHundredThousandCandidatesGetTheirNamesInLessThanAMinute(String database) throws Exception {
        LedgerSettings settings = LedgerDatabases.fresh(database, folder);
        Ledger.openAlone(settings, Clock.systemUTC()).close();
        fill(settings);
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            Ledger acme = ledger.of(ACME);
            long began = System.nanoTime();
            acme.names().takeAgency("", 1);
            acme.names().takeWorkspace("", 1);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(took).isLessThan(AT_MOST);
            assertThat(acme.candidates().count(CandidateFilter.ALL)).isEqualTo(MANY);
            assertThat(ledger.candidates().count(CandidateFilter.ALL)).isZero();
            assertThat(acme.names().workspaces()).containsExactly("acme");
            assertThat(acme.names().agencies()).containsExactly("staffing");
            CandidateRecord one = acme.lookUp("77");
            assertThat(one.scope()).isEqualTo(ACME);
            assertThat(acme.addresses().of("77")).containsExactly("77");
            assertThat(acme.outbox().isDoneFor("77", "event", "x")).isTrue();
            assertThat(acme.outbox().find("company:x", "company", "x")).isPresent();
            assertThat(ledger.of(BETA_TOO).outbox().find("company:x", "company", "x"))
                    .isPresent();
            assertThat(acme.ownership().agency().flatMap(agency -> Optional.of(agency.slug())))
                    .contains("agency");
            assertThat(acme.runs().history("77")).hasSize(1);
        }
    }

    @Test
    void whatOnlyReadsSeesTheOldNamesAsItsOwn() throws Exception {
        LedgerSettings settings = LedgerDatabases.fresh("sqlite", folder);
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            deliver(ledger, "1", "501");
        }
        try (Ledger ledger = Ledger.openToRead(settings, Clock.systemUTC())) {
            Ledger acme = ledger.of(ACME);
            acme.names().takeAgency("", 1);
            acme.names().takeWorkspace("", 1);
            assertThat(acme.lookUp("1").loxoId()).isEqualTo("501");
        }
        try (Ledger ledger = Ledger.openToRead(settings, Clock.systemUTC())) {
            assertThat(ledger.names().workspaces()).containsExactly("");
        }
    }

    @Test
    void aCopyOnPostgresqlHasEveryRow() throws Exception {
        LedgerSettings file = LedgerDatabases.fresh("sqlite", folder);
        try (Ledger ledger = Ledger.openAlone(file, Clock.systemUTC())) {
            deliver(ledger.of(ACME), "1", "501");
            deliver(ledger.of(BETA), "1", "77");
            ledger.of(ACME).manualDecisions("ann").retry(List.of("1"));
            ledger.of(ACME).ownership().goBy("hash");
            assertThatThrownBy(() -> DatabaseCopy.copy(file, LedgerDatabases.emptyPostgres()))
                    .isInstanceOf(Stop.class);
        }
        LedgerSettings server = LedgerDatabases.emptyPostgres();
        Map<String, Long> rows = DatabaseCopy.copy(file, server);
        assertThat(rows).containsEntry("candidate", 2L).containsEntry("run", 2L).containsEntry("audit", 1L);
        rows.forEach((table, many) -> {
            assertThat(LedgerDatabases.rows(file, table)).isEqualTo(many);
            assertThat(LedgerDatabases.rows(server, table)).isEqualTo(many);
        });
        try (Ledger ledger = Ledger.openAlone(server, Clock.systemUTC());
                Ledger before = Ledger.openToRead(file, Clock.systemUTC())) {
            assertThat(ledger.of(ACME).lookUp("1")).isEqualTo(before.of(ACME).lookUp("1"));
            assertThat(ledger.of(BETA).runs().history("1"))
                    .isEqualTo(before.of(BETA).runs().history("1"));
            assertThat(ledger.of(BETA).runs().begin()).isEqualTo(3);
        }
        assertThatThrownBy(() -> DatabaseCopy.copy(file, server)).hasMessageContaining("holds a ledger already");
        assertThatThrownBy(() -> DatabaseCopy.copy(server, LedgerDatabases.emptyPostgres()))
                .hasMessageContaining("A run is under way");
    }
}
