package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.sandbox.SandboxOptions;

/** A PostgreSQL that goes away in the middle of a run: every connection breaks, and new ones are refused. */
class PostgresFaultsIT extends ProcessTest {

    private static final int CANDIDATES = 240;
    private static final int WORKERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static SharedPostgres postgres;

    private TcpProxy proxy;
    private String database;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .latency(Duration.ofMillis(20))
                .indexLag(Duration.ofSeconds(2));
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
        proxy = new TcpProxy(postgres.port());
        database = postgres.newDatabase();
        postgres.ledgerOf(program, database, proxy.port())
                .with("LOXO_INDEX_LAG", "5000")
                // each try is told
                .with("LOG_LEVEL", "DEBUG")
                .with("SYNC_WORKERS", Integer.toString(WORKERS))
                .with("LOXO_MAX_CONCURRENT_REQUESTS", Integer.toString(WORKERS));
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void goneUntilEveryWorkerHasTriedTwiceItIsWaitedForAndTheSameRunDoesTheRest() {
        try (RunningHere sync = program.begin("sync", "--once", "--output", "json")) {
            awaitPeople(60);
            awayUntilTheyWait(2 * WORKERS, sync);
            JsonNode run = Hopefuls.assertAddsUp(sync.awaitEnd().exits(0).json());
            assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void goneAgainAndAgainUnderTwoNodesItMakesNobodyTwice() {
        try (Running one = program.start("sync", "--once", "--output", "json");
                RunningHere other = besideOneAtWork(postgres, database)) {
            for (int people = 30; people < CANDIDATES; people += 42) {
                awaitPeople(people);
                awayUntilTheyWait(1, one, other);
            }
            for (UnderWay node : List.of(one, other)) {
                JsonNode run = Hopefuls.assertAddsUp(node.awaitEnd().json());
                assertThat(run.get("failed").intValue()).isZero();
            }
        }
        // whoever was deferred each time the database went away is made up for
        Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void notThereAtTheStartIsSaidAtOnce() {
        proxy.cut();
        Ended ended = program.here("sync", "--once").exits(1);
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .contains("127.0.0.1:" + proxy.port() + "/" + database, "refused", "ledger.url")
                .doesNotContain("postgres:postgres");
        assertThat(sandbox.loxo().total()).isZero();
    }

    /** Until it was said so often more that the database is waited for. */
    private void awayUntilTheyWait(int times, UnderWay... nodes) {
        long before = waits(nodes);
        proxy.cut();
        await().atMost(PATIENCE).until(() -> waits(nodes) >= before + times);
        proxy.restore();
    }

    private static long waits(UnderWay... nodes) {
        return Stream.of(nodes)
                .flatMap(node -> node.err().lines())
                .filter(line -> line.contains("the ledger's database does not answer; waiting for it"))
                .count();
    }
}
