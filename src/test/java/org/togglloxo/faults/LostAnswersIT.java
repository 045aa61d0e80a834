package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Creates whose answer is lost on its way, in every way in which one can be lost. */
class LostAnswersIT extends ProcessTest {

    private static final int CANDIDATES = 200;
    private static final long SEED = 2026;
    private static final Duration BEYOND_THE_TIMEOUT = Duration.ofMillis(1_200);

    /** Each is applied or not, and the program cannot tell. */
    private static final List<Fault> WAYS = List.of(
            Fault.dropBefore(),
            Fault.dropAfter(),
            Fault.resetBefore(),
            Fault.resetAfter(),
            Fault.breakOff(),
            Fault.delay(BEYOND_THE_TIMEOUT),
            Fault.appliedThen(500),
            Fault.appliedThen(502),
            Fault.notJson(),
            Fault.status(500));

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES).indexLag(Duration.ofSeconds(1));
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        program.with("SYNC_WORKERS", "8")
                .with("LOXO_RESPONSE_TIMEOUT", "700")
                .with("LOXO_INDEX_LAG", "1200")
                .with("RETRY_DELAY", "50");
    }

    @Test
    void oneCreateInFiveWithoutAnAnswerMakesNobodyTwiceAndLosesNobody() {
        Random random = new Random(SEED);
        for (int nth = 1; nth <= 2 * CANDIDATES; nth++) {
            if (random.nextInt(5) == 0) {
                sandbox.loxoFaults().on("POST /people").nth(nth).then(WAYS.get(random.nextInt(WAYS.size())));
            }
        }
        JsonNode first = Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").json());
        assertThat(sandbox.loxoFaults().played()).isGreaterThan(CANDIDATES / 8);
        assertThat(first.get("failed").intValue()).as(first.toString()).isZero();

        JsonNode second = secondRun();
        assertThat(second.get("deferred").intValue()).isZero();
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void noAnswerToAnyCreateAtAllDefersEverybodyAndTheNextRunFindsThem() {
        sandbox.loxoFaults().on("POST /people").then(Fault.resetAfter());
        program.with("RETRY_MAX_ATTEMPTS", "0");
        JsonNode first = Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(3).json());
        assertThat(first.get("deferred").intValue()).isEqualTo(CANDIDATES);
        sandbox.loxoFaults().clear();
        // a slow answer on a busy machine is none of this test's
        program.without("RETRY_MAX_ATTEMPTS");

        assertThat(secondRun().get("created").intValue()).isEqualTo(CANDIDATES);
        assertThat(sandbox.loxo().countOf("POST /people")).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    private JsonNode secondRun() {
        return Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
    }
}
