package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.SharedPostgres.Span;
import org.togglloxo.sandbox.SandboxOptions;

/** Two long-lived processes with one schedule in PostgreSQL, whose runs take longer than the schedule's interval. */
class SharedScheduleIT extends ProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private SharedPostgres postgres;
    private String database;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(60).togglPageLimit(10).latency(Duration.ofMillis(100));
    }

    @BeforeEach
    void start() {
        postgres = SharedPostgres.start();
        database = postgres.newDatabase();
        Hopefuls.hireEverybody(sandbox);
        // six pages of 500 ms: a run takes three seconds, and one is due every two
        sandbox.toggl().latency(Duration.ofMillis(500));
        postgres.ledgerOf(program, database)
                .with("SYNC_SCHEDULE", "0/2 * * * * ?")
                .with("TOGGL_PAGE_SIZE", "10");
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void runsNeverOverlapAndAfterAKillTheOtherGoesOn() {
        try (Running one = program.start("sync", "--output", "json");
                Running other = program.start("sync", "--output", "json")) {
            await().atMost(PATIENCE).until(() -> ended(one, other) >= 2);
            Running busy = awaitBusy(one, other);
            Running idle = busy.equals(one) ? other : one;
            long before = idle.out().lines().count();
            busy.signal("KILL");
            busy.awaitEnd().exits(137);

            await().atMost(PATIENCE).until(() -> idle.out().lines().count() >= before + 2);
            idle.end();
        }
        List<Span> runs = postgres.runs(database);
        assertThat(runs).filteredOn(run -> run.endedAt() == 0).hasSize(1);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i).startedAt())
                    .as("%s begins after the end of the one before, in %s", runs.get(i), runs)
                    .isGreaterThanOrEqualTo(runs.get(i - 1).endedAt());
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    private static long ended(Running one, Running other) {
        return one.out().lines().count() + other.out().lines().count();
    }

    private static Running awaitBusy(Running one, Running other) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> isBusy(one) || isBusy(other));
        return isBusy(one) ? one : other;
    }

    private static boolean isBusy(Running node) {
        List<String> log = node.err()
                .lines()
                .filter(line -> line.matches(".*Runs: run \\d+ (begins|ended).*"))
                .toList();
        return !log.isEmpty() && log.get(log.size() - 1).contains("begins");
    }
}
