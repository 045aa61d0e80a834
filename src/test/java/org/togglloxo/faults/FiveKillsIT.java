package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** kill -9 wherever it hurts, while Loxo's search knows nobody who was created within the last three seconds. */
class FiveKillsIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final int CANDIDATES = 150;
    private static final int WORKERS = 8;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .indexLag(Duration.ofSeconds(3))
                .latency(Duration.ofMillis(30));
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        program.with("SYNC_WORKERS", Integer.toString(WORKERS))
                .with("LOXO_MAX_CONCURRENT_REQUESTS", Integer.toString(WORKERS))
                .with("LOXO_INDEX_LAG", "3500");
    }

    @Test
    void killedFiveTimesItEndsWithEverybodyOnce() {
        for (long creates : new long[] {1, 12, 40, 76, 120}) {
            killWhen(creates);
        }
        JsonNode last = lastRun();
        assertThat(last.get("read").intValue()).isEqualTo(CANDIDATES);
        assertThat(last.get("unchanged").intValue()).isBetween(120 - 5 * WORKERS - 1, CANDIDATES - 1);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void killedWhileEveryWorkerAwaitsTheAnswerToACreateItFindsThemAll() {
        for (int run = 0; run < 5; run++) {
            // all of them are created and none of them is answered
            sandbox.loxoFaults().clear();
            sandbox.loxoFaults().on("POST /people").from(10).then(Fault.hang());
            killWhen(sandbox.loxo().peopleCount() + 9 + WORKERS);
        }
        sandbox.loxoFaults().clear();
        assertThat(lastRun().get("read").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void killedWhileApplicationsAndEventsAwaitTheirAnswersItMakesEachOnce() {
        for (String operation :
                List.of("POST /jobs/{job_id}/apply", "POST /person_events", "POST /jobs/{job_id}/apply")) {
            // they take place and are not answered
            sandbox.loxoFaults().clear();
            sandbox.loxoFaults().on(operation).from(10).then(Fault.hang());
            long before = sandbox.loxo().countOf(operation);
            killWhen(() -> sandbox.loxo().countOf(operation) >= before + 9 + WORKERS);
        }
        sandbox.loxoFaults().clear();
        assertThat(lastRun().get("read").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    private void killWhen(long people) {
        killWhen(() -> sandbox.loxo().peopleCount() >= people);
    }

    private void killWhen(Callable<Boolean> moment) {
        try (Running sync = program.start("sync", "--once")) {
            sync.await(SECONDS, moment);
            sync.signal("KILL");
            sync.awaitEnd(SECONDS).exits(137);
        }
    }

    private JsonNode lastRun() {
        return Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
    }
}
