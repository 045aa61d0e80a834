package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;

/** Little memory, many workers, and answers of both services that drip, never end, explode or break off. */
class AnswersWithoutEndIT extends ProcessTest {

    private static final int CANDIDATES = 60;
    private static final long SEED = 1105;
    /** Where one of these cannot be read, what needs it is left out of the run: that is no part of this test. */
    private static final Set<String> SET_UP = Set.of(
            "GET /activity_types",
            "GET /dynamic_fields",
            "GET /source_types",
            "GET /jobs",
            "GET /openings",
            "GET /categories",
            "GET /tags");

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final List<Fault> WITHOUT_END =
            List.of(Fault.drip(Duration.ofMillis(100)), Fault.endless(), Fault.exploding(600), Fault.breakOff());

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES);
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        program.javaOptions("-Xmx200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with("SYNC_WORKERS", "8")
                .with("LOXO_MAX_CONCURRENT_REQUESTS", "8")
                .with("LOXO_CALL_TIMEOUT", "2000")
                .with("TOGGL_CALL_TIMEOUT", "2000")
                .with("LOXO_INDEX_LAG", "200")
                .with("RETRY_DELAY", "50");
    }

    private Ended run() {
        try (Running sync = program.start("sync", "--once", "--output", "json")) {
            Ended ended = sync.awaitEnd(SOON);
            Hopefuls.assertAddsUp(ended.json());
            assertThat(ended.err()).doesNotContain("OutOfMemoryError", "unexpected");
            return ended;
        }
    }

    private void share(Faults faults, double share) {
        for (int i = 0; i < WITHOUT_END.size(); i++) {
            faults.on(request -> !SET_UP.contains(request.operation()))
                    .share(share, SEED + i)
                    .then(WITHOUT_END.get(i));
        }
    }

    @Test
    void someOfThemEachRunEndsNobodyIsLostAndTheNextRunDoesTheRest() {
        share(sandbox.loxoFaults(), 0.03);
        share(sandbox.togglFaults(), 0.03);
        assertThat(run().json().get("failed").intValue()).isZero();
        assertThat(run().json().get("failed").intValue()).isZero();
        assertThat(sandbox.loxoFaults().played() + sandbox.togglFaults().played())
                .isPositive();
        theNextRunDoesTheRest();
    }

    @Test
    void everyAnswerOfLoxoExplodesOrNeverEndsAndTheNextRunDoesItAll() {
        sandbox.loxoFaults().on(request -> true).everyNth(2).then(Fault.exploding(600));
        sandbox.loxoFaults().on(request -> true).then(Fault.endless());
        JsonNode run = run().exits(3).json();
        assertThat(run.get("deferred").intValue()).as(run.toString()).isEqualTo(CANDIDATES);
        theNextRunDoesTheRest();
    }

    private void theNextRunDoesTheRest() {
        sandbox.loxoFaults().clear();
        sandbox.togglFaults().clear();
        run().exits(0);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }
}
