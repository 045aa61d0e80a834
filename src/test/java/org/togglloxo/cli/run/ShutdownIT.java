package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;

/** Ctrl-C, SIGTERM and kill -9, in the middle of a run against a slow Loxo. */
class ShutdownIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(40);
    private static final Duration FAR_BELOW_A_DEADLINE = Duration.ofSeconds(40);

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(150);
    }

    @BeforeEach
    void start() {
        sandbox.loxo().latency(Duration.ofMillis(60));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsARunCleanly(String signal, int exitCode) {
        CompletableFuture<Void> signalled = new CompletableFuture<>();
        sandbox.loxoFaults().on("POST /people").from(11).then(Fault.holdUntil(signalled));
        Ended ended;
        try (Running sync = program.start("sync", "--once", "--output", "json")) {
            sync.await(SECONDS, () -> sandbox.loxo().countOf("POST /people") >= 12);
            sync.signal(signal);
            sync.await(SECONDS, () -> sync.err().contains("ending: "));
            signalled.complete(null);
            ended = sync.awaitEnd(SECONDS).exits(exitCode);
        }
        JsonNode first = ended.json();
        assertThat(first.get("stopped").booleanValue()).isTrue();
        assertThat(first.get("ended").textValue()).isEqualTo("interrupted");
        assertThat(first.get("failed").intValue() + first.get("deferred").intValue())
                .isZero();
        // what was in flight is recorded, down to the last one
        assertThat(first.get("created").intValue())
                .isLessThan(hopefuls().size())
                .isEqualTo(sandbox.loxo().peopleCount());

        sandbox.loxoFaults().clear();
        sandbox.loxo().latency(Duration.ZERO);
        JsonNode second =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(second.get("read").intValue()).isEqualTo(150);
        assertThat(second.get("unchanged")).isEqualTo(first.get("created"));
        assertEachIsThereOnce();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aSignalDoesNotWaitForTheRepetitionsOfACall(Fault error) {
        sandbox.loxo().latency(Duration.ZERO);
        sandbox.loxoFaults().on("POST /people").from(3).then(error);
        program.with("RETRY_DELAY", "20000").with("RETRY_MAX_DELAY", "20000");
        Ended ended;
        try (RunningHere sync = program.begin("sync", "--once", "--output", "json")) {
            await().atMost(SECONDS).until(() -> sandbox.loxoFaults().played() >= 1);
            ended = sync.end(SECONDS);
        }
        assertThat(ended.json().get("ended").textValue()).isEqualTo("interrupted");
        assertThat(ended.json().get("failed").intValue()).isZero();

        sandbox.loxoFaults().clear();
        program.with("LOXO_INDEX_LAG", "100").here("sync", "--once").exits(0);
        assertEachIsThereOnce();
    }

    @ParameterizedTest
    @MethodSource("dripping")
    void aSignalDoesNotWaitForAnAnswerThatDrips(String service, String operation) {
        sandbox.loxo().latency(Duration.ZERO);
        Faults faults = service.equals("Loxo") ? sandbox.loxoFaults() : sandbox.togglFaults();
        faults.on(operation).then(Fault.drip(Duration.ofMillis(500)));
        Ended ended;
        try (RunningHere sync = program.begin("sync", "--once", "--output", "json")) {
            await().atMost(FAR_BELOW_A_DEADLINE).until(() -> faults.played() >= 1);
            ended = sync.end(FAR_BELOW_A_DEADLINE);
        }
        assertThat(ended.json().get("ended").textValue()).isEqualTo("interrupted");
        assertThat(ended.json().get("failed").intValue()
                        + ended.json().get("deferred").intValue())
                .isZero();

        faults.clear();
        program.with("LOXO_INDEX_LAG", "100").here("sync", "--once").exits(0);
        assertEachIsThereOnce();
    }

    @Test
    void askedToEndWhileItStartsItDoesNothing() {
        try (RunningHere sync = program.begin("sync", "--once", "--output", "json")) {
            assertThat(sync.end(SECONDS).errors())
                    .singleElement()
                    .asString()
                    .contains("asked to end before it had begun");
        }
        assertThat(sandbox.loxo().countOf("POST /people")).isZero();
        program.here("sync", "--once").exits(0);
        assertEachIsThereOnce();
    }

    static Stream<Arguments> dripping() {
        return Stream.of(
                Arguments.of("Toggl Hire", "GET /candidates"),
                Arguments.of("Toggl Hire", "GET /candidates/{id}"),
                Arguments.of("Loxo", "GET /people"),
                Arguments.of("Loxo", "GET /jobs"),
                Arguments.of("Loxo", "POST /people"));
    }

    static Stream<Fault> errors() {
        return Stream.of(
                Fault.status(503),
                Fault.answer(429, Map.of("Retry-After", "60"), "{}"),
                Fault.answer(429, Map.of("Retry-After", "3000"), "{}"));
    }

    @Test
    void aStepThatNeverEndsStopsTheRunAndDoesNotHoldTheProcess() {
        sandbox.loxo().latency(Duration.ZERO);
        files.copyRoutes();
        String sound = files.text("64-record-event.camel.yaml");
        files.edit("64-record-event.camel.yaml", text -> text.replace("      steps:\n", """
                      steps:
                        - setVariable:
                            id: never-ends
                            name: forever
                            jq: 'reduce range(0; 1e15) as $i (0; . + 1)'
                """));
        program.with("SYNC_WORKERS", "1").with("SYNC_STALLED_AFTER", "8000");
        Ended ended;
        try (Running sync = program.start("sync", "--once", "--output", "json")) {
            ended = sync.awaitEnd(Duration.ofSeconds(60)).exits(1);
        }
        assertThat(ended.json().get("ended").textValue()).isEqualTo("stalled");
        assertThat(ended.err()).contains("does not come to its end", "sync.stalled-after", "needs attention");
        files.write("64-record-event.camel.yaml", sound);
        program.without("SYNC_STALLED_AFTER")
                .with("LOXO_INDEX_LAG", "100")
                .here("sync", "--once")
                .exits(0);
        assertEachIsThereOnce();
    }

    @Test
    void killedInTheMiddleAgainAndAgainItResumesWithoutDuplicates() {
        sandbox.loxo().latency(Duration.ofMillis(25));
        program.with("LOXO_INDEX_LAG", "500");
        for (int i = 1; i <= 4; i++) {
            try (Running sync = program.start("sync", "--once")) {
                awaitCreates(sandbox.loxo().countOf("POST /people") + 9);
                sync.signal("KILL");
                sync.awaitEnd(SECONDS).exits(137);
            }
        }
        assertThat(program.here("status").exits(0).out()).contains("its process ended in the middle", "interrupted");
        JsonNode last =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(last.get("read").intValue()).isEqualTo(150);
        assertThat(last.get("unchanged").intValue()).isGreaterThanOrEqualTo(30);
        assertEachIsThereOnce();
    }

    @Test
    void killedOnItsWayToACreateWithoutAnAnswerItLooksThePersonUpFirst() {
        sandbox.loxoFaults().on("POST /people").nth(5).then(Fault.hang());
        program.with("SYNC_WORKERS", "1").with("LOXO_INDEX_LAG", "500");
        try (Running sync = program.start("sync", "--once")) {
            await().atMost(SECONDS).until(() -> sandbox.loxo().peopleCount() == 5);
            sync.signal("KILL");
            sync.awaitEnd(SECONDS).exits(137);
        }
        sandbox.loxoFaults().clear();
        sandbox.loxo().latency(Duration.ZERO);
        program.here("sync", "--once").exits(0);
        assertEachIsThereOnce();
    }

    /** Those for whom a person is created. */
    private List<String> hopefuls() {
        return sandbox.toggl().candidateIds().stream()
                .map(id -> sandbox.toggl().candidate(id).orElseThrow())
                .filter(candidate -> candidate.path("hire_state").asText().equals("possible-hire"))
                .map(candidate -> candidate.path("email").asText())
                .toList();
    }

    private void assertEachIsThereOnce() {
        assertThat(hopefuls()).allSatisfy(address -> assertThat(sandbox.loxo().peopleByAddress(address))
                .hasSize(1));
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(hopefuls().size());
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }
}
