package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** Keys that are replaced where they come from while the program runs. */
class ReplacedKeysTest extends FlowTest {

    private static final int CANDIDATES = 12;

    private final MovableClock clock = new MovableClock();

    @TempDir
    Path folder;

    @BeforeEach
    void candidates() {
        flow.clock(clock).betweenEmptyServices();
        IntStream.range(0, CANDIDATES).forEach(i -> flow.toggl().add(someone("ann" + i + "@example.com")));
    }

    private String right(String service) {
        return service.equals("toggl")
                ? flow.sandbox().options().togglKey()
                : flow.sandbox().options().loxoKey();
    }

    private void isInForce(String service, String key) throws IOException {
        flow.set(service + ".api-key", "").set(service + ".api-key-file", put(key).toString());
        flow.flow();
    }

    private Path put(String key) throws IOException {
        return Files.writeString(folder.resolve("key"), key + "\n");
    }

    private void goesWell(RunRow run) {
        assertThat(run.exitCode()).isZero();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", (long) CANDIDATES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"toggl", "loxo"})
    void theRunGoesOnWithTheKeyThatIsThereNow(String service) throws IOException {
        isInForce(service, "the-key-before");
        put(right(service));
        goesWell(flow.run());
        assertThat(flow.loxo().peopleCount()).isEqualTo(CANDIDATES);
    }

    @Test
    void inTheMiddleOfARunAsWellAndNothingIsDoneTwice() throws IOException {
        isInForce("loxo", right("loxo"));
        put("another-key");
        // the service takes the key of before no longer, and then the other one not either
        flow.sandbox().loxoFaults().on("POST /people").nth(4).then(Fault.status(401));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(4);
        put(right("loxo"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(flow.run().exitCode()).isZero();
        assertThat(flow.loxo().peopleCount()).isEqualTo(CANDIDATES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"toggl", "loxo"})
    void whereTheSameKeyIsThereTheRunStopsAsEver(String service) throws IOException {
        isInForce(service, "the-key-before");
        assertThat(flow.run().exitCode()).isEqualTo(4);
        put(right(service));
        clock.advance(Duration.ofMinutes(1));
        goesWell(flow.run());
    }

    @Test
    void aFileThatIsGoneOrHoldsNoKeyStopsItAsEver() throws IOException {
        isInForce("loxo", "the-key-before");
        put("two words");
        assertThat(flow.run().exitCode()).isEqualTo(4);
        clock.advance(Duration.ofMinutes(1));
        Files.delete(folder.resolve("key"));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.message()).doesNotContain("the-key-before");
    }

    @Test
    void oneRefusedRecordReplacesNoKey() throws IOException {
        isInForce("loxo", right("loxo"));
        flow.onceInLoxo("POST /people", Fault.status(403));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(FlowFixture.counts(run)).containsEntry("failed", 1L);
    }
}
