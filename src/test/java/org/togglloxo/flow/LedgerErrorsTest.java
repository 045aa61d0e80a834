package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** A ledger that fails in the middle of a run: the run stops, and the next one makes nobody twice. */
class LedgerErrorsTest extends FlowTest {

    private static final int CANDIDATES = 25;

    @BeforeEach
    void candidates() {
        flow.betweenEmptyServices();
        for (int i = 0; i < CANDIDATES; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com"));
        }
    }

    /** Something that happens beside the run, when Loxo is asked for the nth new person. */
    private void atCreate(int number, Runnable event) {
        AtomicInteger creates = new AtomicInteger();
        flow.sandbox()
                .loxoFaults()
                .on(request -> {
                    if (request.operation().equals("POST /people") && creates.incrementAndGet() == number) {
                        event.run();
                    }
                    return false;
                })
                .then(Fault.status(500));
    }

    private void inLedgerFile(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + flow.ledgerFile());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void theNextRunDoesTheRest() {
        flow.endProcess();
        flow.sandbox().loxoFaults().clear();
        RunRow run = flow.run();
        assertThat(run.exitCode()).isZero();
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred", "updated", "skipped");
        assertThat(flow.loxo().peopleCount()).isEqualTo(CANDIDATES);
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(flow.loxo().people()).allMatch(person -> person.tags().equals(java.util.List.of("toggl:shortlist")));
    }

    @Test
    void aTableThatVanishesStopsTheRunAndFailsNobody() {
        atCreate(7, () -> inLedgerFile("ALTER TABLE candidate RENAME TO mislaid"));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.ended()).isEqualTo("ledger");
        assertThat(run.message()).contains("no such table: candidate", "the next run does the rest");
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred");
        assertThat(flow.loxo().peopleCount()).isLessThan(CANDIDATES);

        inLedgerFile("ALTER TABLE mislaid RENAME TO candidate");
        theNextRunDoesTheRest();
    }

    @Test
    void aRunThatCannotBeEndedInTheLedgerSaysSo() {
        atCreate(7, () -> inLedgerFile("ALTER TABLE run RENAME TO mislaid"));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.ended()).isEqualTo("ledger");
        assertThat(run.message()).startsWith("The ledger cannot be read or written");
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred");

        inLedgerFile("ALTER TABLE mislaid RENAME TO run");
        theNextRunDoesTheRest();
    }

    @Test
    void aRunThatDiedIsToldApartFromOneThatEnded() {
        long died = flow.ledger().runs().begin();
        flow.endProcess();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) CANDIDATES));
        assertThat(flow.ledger().runs().last(2))
                .filteredOn(run -> run.id() == died)
                .singleElement()
                .satisfies(run -> assertThat(run.ended()).isEqualTo("interrupted"));
    }
}
