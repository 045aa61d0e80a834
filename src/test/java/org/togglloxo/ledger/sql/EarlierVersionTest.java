package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.ledger.owner.Ownership;

/** A ledger made by the migrations of the version before keeps all that stands in it. */
class EarlierVersionTest {

    private static final Delivery BOB =
            new Delivery("2", "review", true, Map.of(), List.of("bob@example.com"), List.of(), Map.of(), "none");

    @TempDir
    Path folder;

    private static void migrateTo(String version, LedgerSettings settings) {
        Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .javaMigrations(settings.sqlite() ? new JavaMigration[0] : new JavaMigration[] {new QuartzTables()})
                .locations("classpath:org/togglloxo/ledger/sql/migration")
                .table("toggl_loxo_schema")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                .load()
                .migrate();
    }

    private static void fill(LedgerSettings settings) {
        String ann = Address.hash("ann@example.com");
        Jdbi jdbi = settings.sqlite()
                ? Jdbi.create(settings.url())
                : Jdbi.create(settings.url(), settings.user(), settings.password());
        jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO candidate (toggl_id, loxo_id, created_here, lane, tags, fingerprint, attempted, outcome, updated_at, waits, again_after)"
                            + " VALUES ('1', '501', 1, 'shortlist', 'toggl:shortlist', 'f', 'f', 'created', 7, 'no-job', 3)");
            handle.execute(
                    "INSERT INTO candidate (toggl_id, outcome, intent_at, updated_at) VALUES ('2', 'deferred', 8, 9)");
            handle.execute(
                    "INSERT INTO candidate (toggl_id, loxo_id, outcome, updated_at) VALUES ('3', '503', 'updated', 6)");
            handle.execute("INSERT INTO candidate_address (toggl_id, address_hash) VALUES ('1', ?)", ann);
            for (String address : List.of("bob@example.com", "rob@example.com")) {
                handle.execute(
                        "INSERT INTO candidate_address (toggl_id, address_hash) VALUES ('3', ?)",
                        Address.hash(address));
            }
            handle.execute("INSERT INTO person_address (address_hash, loxo_id) VALUES (?, '501')", ann);
            for (String address : List.of("x", "y")) {
                handle.execute("INSERT INTO create_sent (toggl_id, address_hash, sent_at) VALUES ('2', ?, 6)", address);
            }
            handle.execute(
                    "INSERT INTO posting (toggl_id, kind, target, loxo_id, number, done_at) VALUES ('1', 'application', '31', '501', 2, 5)");
            handle.execute(
                    "INSERT INTO history (toggl_id, run_id, at, lane, outcome, reason, sentence) VALUES ('1', 1, 7, 'shortlist', 'created', '', '')");
            handle.execute("INSERT INTO run (id, started_at) VALUES (1, 7)");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void everythingStaysAndTheLedgerIsBoundToNobodyYet(String database) throws Exception {
        LedgerSettings settings = LedgerDatabases.empty(database, folder);
        migrateTo("6", settings);
        fill(settings);
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            CandidateRecord one = ledger.lookUp("1");
            assertThat(one.loxoId()).isEqualTo("501");
            assertThat(one.createdHere()).isTrue();
            assertThat(one.tags()).containsExactly("toggl:shortlist");
            assertThat(List.of(one.fingerprint(), one.attempted(), one.waits())).containsExactly("f", "f", "no-job");
            assertThat(one.outcome()).isEqualTo(Outcome.CREATED);
            PendingCreates pending = ledger.evidence(ledger.lookUp("2"), BOB).pending();
            assertThat(pending.times()).containsExactlyInAnyOrder(6L, 8L);
            assertThat(pending.addresses()).containsExactlyInAnyOrder("x", "y");
            assertThat(ledger.find("ann@example.com")).hasSize(1);
            assertThat(ledger.evidence(ledger.lookUp("2"), BOB).shared())
                    .as("of several addresses it is not known which is meant")
                    .isEmpty();
            Delivery ann = new Delivery(
                    "2", "review", true, Map.of(), List.of("ann@example.com"), List.of(), Map.of(), "none");
            assertThat(ledger.evidence(ledger.lookUp("2"), ann).shared()).containsExactly("501");
            assertThat(ledger.addresses().of("501")).hasSize(1);
            assertThat(ledger.outbox().of("1")).singleElement().satisfies(entry -> assertThat(entry.number())
                    .isEqualTo(2));
            assertThat(ledger.runs().history("1")).hasSize(1);
            assertThat(ledger.runs().last(1)).hasSize(1);

            assertThat(one.opening()).as("the next list tells").isEmpty();
            assertThat(one.lane()).isEqualTo("shortlist");
            assertThat(ledger.audit().size()).isZero();

            Ownership ownership = ledger.ownership();
            assertThat(ownership.agency()).isEmpty();
            assertThat(ownership.openings()).isEmpty();
            assertThat(ownership.rules()).isEmpty();
            assertThat(ownership.latestCandidates(5)).containsExactly("2", "1", "3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void itIsBoundOnceAndAdoptedAtWill(String database) throws Exception {
        LedgerSettings settings = LedgerDatabases.empty(database, folder);
        BoundAgency first = new BoundAgency("first", Optional.of("7"));
        BoundAgency second = new BoundAgency("second", Optional.empty());
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            Ownership ownership = ledger.ownership();
            assertThat(ownership.bindAgency(first)).isEqualTo(first);
            assertThat(ownership.bindAgency(second)).as("of two nodes at once").isEqualTo(first);
            ownership.addOpenings(Map.of("100", "Cook"));
            ownership.addOpenings(Map.of("100", "Chef", "101", "Baker"));
            assertThat(ownership.openings()).isEqualTo(Map.of("100", "Chef", "101", "Baker"));
            ledger.manualDecisions("tester").adopt(second, Map.of("200", "Waiter"));
            assertThat(ownership.agency()).contains(second);
            assertThat(ownership.openings()).isEqualTo(Map.of("200", "Waiter"));
            ownership.goBy("one");
            ownership.goBy("two");
            assertThat(ownership.rules()).contains("two");
        }
    }
}
