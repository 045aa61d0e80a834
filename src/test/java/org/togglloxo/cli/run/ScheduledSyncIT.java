package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;

/** The long-lived process, with a schedule of every second and a Loxo that makes a run take longer than that. */
class ScheduledSyncIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(30);

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(30);
    }

    @BeforeEach
    void start() {
        sandbox.loxo().latency(Duration.ofMillis(150));
        program.with("SYNC_SCHEDULE", "* * * * * ?");
    }

    @Test
    void runsFollowEachOtherAndNeverOverlap() {
        try (RunningHere sync = program.begin("sync", "--output", "json")) {
            await().atMost(SECONDS).until(() -> sync.out().lines().count() >= 3);
            Ended ended = sync.end(SECONDS).exits(0);
            List<String> log = ended.err()
                    .lines()
                    .filter(line -> line.contains("Runs: run "))
                    .map(line -> line.replaceFirst(".*Runs: run (\\d+) (begins|ended).*", "$1 $2"))
                    .toList();
            assertThat(log)
                    .hasSizeGreaterThanOrEqualTo(6)
                    .isEqualTo(IntStream.range(0, log.size())
                            .mapToObj(i -> (i / 2 + 1) + (i % 2 == 0 ? " begins" : " ended"))
                            .toList());
            List<JsonNode> runs = ended.out().lines().map(ScheduledSyncIT::json).toList();
            assertThat(runs.get(0).get("created").intValue())
                    .isEqualTo(sandbox.loxo().peopleCount());
            assertThat(runs.get(1).get("unchanged")).isEqualTo(runs.get(0).get("created"));
        }
    }

    @Test
    void sigtermInTheMiddleOfARunEndsItCleanly() {
        try (Running sync = program.start("sync", "--output", "json")) {
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("POST /people") >= 4);
            JsonNode run = sync.end(SECONDS).json();
            assertThat(run.get("ended").textValue()).isEqualTo("interrupted");
            assertThat(run.get("created").intValue())
                    .isPositive()
                    .isEqualTo(sandbox.loxo().peopleCount());
            assertThat(run.get("failed").intValue() + run.get("deferred").intValue())
                    .isZero();
        }
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void sigtermBetweenTwoRunsEndsItAtOnce() {
        try (Running sync = program.with("SYNC_SCHEDULE", "0 0 0 1 1 ?").start("sync")) {
            await().atMost(SECONDS).until(() -> sync.err().contains("waiting for the schedule"));
            sync.end(Duration.ofSeconds(5));
        }
        assertThat(sandbox.toggl().total()).isZero();
    }

    @Test
    void aScheduleThatIsNoneIsNamed() {
        Ended ended = program.with("SYNC_SCHEDULE", "every day").here("sync").exits(2);
        assertThat(ended.errors()).singleElement().asString().contains("sync.schedule", "every day", "0 0/15 * * * ?");
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
