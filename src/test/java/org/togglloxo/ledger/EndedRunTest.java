package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What a node says of a run at the moment at which another one ends it. */
class EndedRunTest {

    @Test
    void leavesNothingBehind() throws Exception {
        LedgerSettings settings = LedgerDatabases.postgres();
        Jdbi database = Jdbi.create(settings.url(), settings.user(), settings.password());
        try (Ledger ledger = Ledger.openAlone(settings, Clock.systemUTC());
                Handle ending = database.open()) {
            SharedRuns node = ledger.sharedRuns("one", Duration.ofMinutes(1));
            node.isHere();
            long run = ledger.runs().begin();
            node.list(run);

            ending.begin();
            List.of("shared_run", "run_candidate", "run_part").forEach(table -> ending.execute("DELETE FROM " + table));
            CompletableFuture<Void> announced = CompletableFuture.runAsync(() -> node.announce(run, List.of("1")));
            CompletableFuture<Void> reported =
                    CompletableFuture.runAsync(() -> node.report(run, 1, 0, 0, 1, List.of()));
            await().until(() -> announced.isDone() && reported.isDone() || waiting(database) == 2);
            ending.commit();
            announced.get(1, TimeUnit.MINUTES);
            reported.get(1, TimeUnit.MINUTES);

            assertThat(LedgerDatabases.rows(settings, "run_candidate")).isZero();
            assertThat(LedgerDatabases.rows(settings, "run_part")).isZero();
        }
    }

    private static long waiting(Jdbi database) {
        return database.withHandle(
                handle -> handle.createQuery("SELECT COUNT(DISTINCT pid) FROM pg_locks WHERE NOT granted")
                        .mapTo(Long.class)
                        .one());
    }
}
