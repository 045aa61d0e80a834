package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What is remembered of alerts, by one node or several. */
class AlertStateStoreTest {

    private static final long NOW = 1_000_000;

    @TempDir
    Path folder;

    private final AlertPolicy policy = new AlertPolicy(Duration.ofDays(1), Duration.ZERO);

    private UnaryOperator<AlertState> refused(long run) {
        AssessedRun seen = new AssessedRun(
                run,
                NOW + run,
                false,
                false,
                Set.of("stopped/refused"),
                List.of("refused"),
                List.of(),
                0,
                0,
                "run doctor");
        return state -> policy.after(state, seen);
    }

    private static UnaryOperator<AlertState> told(boolean everybody, String... by) {
        return state -> state.told(everybody, List.of(by));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void theNextProcessKnowsWhatTheOneBeforeTold(String database) throws Exception {
        LedgerSettings settings = LedgerDatabases.fresh(database, folder);
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            AlertStateStore one = new AlertStateStore(ledger.alertMemory());
            assertThat(one.change(refused(1), NOW, true).ours()).isTrue();
            one.change(told(false, "mail"), Long.MIN_VALUE, true);
        }
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC())) {
            AlertStateStore next = new AlertStateStore(ledger.alertMemory());
            AlertStateStore.Change change = next.change(refused(2), NOW, true);
            assertThat(change.ours()).isTrue();
            assertThat(change.again()).isTrue();
            assertThat(change.state().toldBy()).containsExactly("mail");
            assertThat(change.state().last().reasons()).containsExactly("refused");
            next.change(told(true, "mail", "slack"), Long.MIN_VALUE, true);
            assertThat(next.change(refused(3), NOW, true).ours()).isFalse();
        }
    }

    @Test
    void ofTwoNodesOneTells() throws Exception {
        LedgerSettings settings = LedgerDatabases.postgres();
        try (Ledger here = Ledger.openAlone(settings, Clock.systemUTC());
                Ledger there = Ledger.openAlone(settings, Clock.systemUTC())) {
            AlertStateStore one = new AlertStateStore(here.alertMemory());
            AlertStateStore other = new AlertStateStore(there.alertMemory());
            List<CompletableFuture<Boolean>> both = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? one : other)
                            .change(refused(i), NOW, true)
                            .ours()))
                    .toList();
            assertThat(both.stream().filter(CompletableFuture::join)).hasSize(1);
            assertThat(other.change(refused(9), NOW, true).ours())
                    .as("somebody is at it")
                    .isFalse();
            long later = NOW + Duration.ofMinutes(3).toMillis();
            assertThat(other.change(refused(9), later, true).ours())
                    .as("whoever was at it is gone")
                    .isTrue();
        }
    }

    @Test
    void whereTheLedgerFailsTheProcessKnowsForItself() throws Exception {
        LedgerSettings settings = LedgerDatabases.fresh("sqlite", folder);
        Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC());
        AlertStateStore alerts = new AlertStateStore(ledger.alertMemory());
        ledger.close();
        assertThat(alerts.change(refused(1), NOW, false).ours()).isTrue();
        alerts.change(told(true), Long.MIN_VALUE, false);
        assertThat(alerts.change(refused(2), NOW, false).ours()).isFalse();
    }
}
