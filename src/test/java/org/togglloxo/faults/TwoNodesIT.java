package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;

/** Two nodes that run at once on one ledger in PostgreSQL. */
class TwoNodesIT extends ProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CANDIDATES = 300;
    private static final int FEWER = 150;

    private static SharedPostgres postgres;

    private String database;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .indexLag(Duration.ofSeconds(2))
                .latency(Duration.ofMillis(20));
    }

    @BeforeAll
    static void startPostgres() {
        postgres = SharedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        database = postgres.newDatabase();
        postgres.ledgerOf(program, database).with("LOXO_INDEX_LAG", "2500");
    }

    @Test
    void oneIsKilledInTheMiddleAndTheOtherDoesAll() {
        try (Running killed = program.start("sync", "--once");
                RunningHere survivor = besideOneAtWork(postgres, database)) {
            awaitPeople(CANDIDATES / 3);
            killed.signal("KILL");
            killed.awaitEnd().exits(137);
            int left = CANDIDATES - sandbox.loxo().peopleCount();
            assertThat(left).as("in the middle").isPositive();
            JsonNode run = Hopefuls.assertAddsUp(survivor.awaitEnd().exits(0).json());
            assertThat(run.get("read").intValue()).isEqualTo(CANDIDATES);
            assertThat(run.get("created").intValue()).isGreaterThanOrEqualTo(left);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void bothComeToTheirEndAndNobodyIsThereTwice() {
        sandbox.toggl().candidateIds().stream().skip(FEWER).forEach(sandbox.toggl()::remove);
        try (Running one = program.start("sync", "--once", "--output", "json");
                RunningHere other = besideOneAtWork(postgres, database)) {
            JsonNode first = Hopefuls.assertAddsUp(one.awaitEnd().exits(0).json());
            JsonNode second = Hopefuls.assertAddsUp(other.awaitEnd().exits(0).json());
            assertThat(first.get("run")).isNotEqualTo(second.get("run"));
            assertThat(List.of(first, second))
                    .allSatisfy(run -> assertThat(run.get("created").intValue()).isPositive());
            assertThat(first.get("created").intValue() + second.get("created").intValue())
                    .isEqualTo(FEWER);
        }
        assertThat(sandbox.loxo().countOf("POST /people")).isEqualTo(FEWER);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }
}
