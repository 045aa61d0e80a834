package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.Documents;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.Program;
import org.togglloxo.http.ExpectedPace;
import org.togglloxo.http.ExpectedPace.Basis;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.report.CallForecast;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sync.RunProgress;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;

/** What plan, sync and status say of the time that a run takes. */
class CallForecastTest {

    private static final ExpectedPace ASSUMED = new ExpectedPace(2, Basis.ASSUMED);
    private static final ExpectedPace FAST = new ExpectedPace(100, Basis.MEASURED);

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(
                SandboxOptions.builder().candidates(250).knownPeople(10).build());
        program = Program.in(temporary).against(sandbox);
    }

    @AfterEach
    void closeServices() {
        sandbox.close();
    }

    private static String section() {
        return Documents.section("operations", "## How long it takes");
    }

    @Test
    void aPlanEndsWithTheCallsAsThePageShowsThem() throws IOException {
        String plan = program.here("plan").exits(0).out();
        String calls = plan.lines()
                .filter(line -> line.startsWith("Calls to come: "))
                .findFirst()
                .orElseThrow();
        assertThat(section()).contains(calls);
        Map<CallKind, Long> same = Map.of(CallKind.LOOK_UPS, 413L);
        Forecast learnt = Forecast.of(same, many -> FAST, many -> new ExpectedPace(40, Basis.LEARNT));
        assertThat(section()).contains(CallForecast.ofPlan(learnt).get(1));
        assertThat(plan).contains("They take about 3 min at 2 calls a second to Loxo, which is assumed");
        JsonNode json = program.here("plan", "--output", "json").exits(0).json();
        assertThat(calls)
                .startsWith("Calls to come: %d to Loxo (look-ups %d, "
                        .formatted(
                                json.get("calls_to_loxo").asLong(),
                                json.get("calls").get("look_ups").asLong()));
        assertThat(json.get("pace").asText()).isEqualTo("assumed");
        assertThat(json.get("calls_seconds").isNumber()).isTrue();
    }

    @Test
    void thePaceIsMeasuredWhereAPlanMakesManyCalls() {
        program.with("LOXO_LOOKUP", "each");
        assertThat(program.here("plan").exits(0).out())
                .containsPattern("They take about \\d+ s at \\d+ calls a second to Loxo, as fast as it answers");
        assertThat(program.here("plan", "--output", "json")
                        .exits(0)
                        .json()
                        .get("pace")
                        .asText())
                .isEqualTo("measured");
    }

    @Test
    void aRunBeginsWithABoundOnWhatIsNewAndAFollowingOneSaysNothing() {
        assertThat(program.here("sync", "--once").exits(0).err())
                .contains("New candidates: 250, at most 1500 calls to Loxo")
                .contains("They take up to 13 min at 2 calls a second to Loxo, which is assumed");
        assertThat(program.here("sync", "--once").exits(0).err()).doesNotContain("New candidates");
    }

    @Test
    void statusTellsHowFarTheRunUnderWayHasCome() {
        program.here("sync", "--once").exits(0);
        Path file = program.folder().resolve("data/ledger.db");
        LedgerSettings running = new LedgerSettings("jdbc:sqlite:" + file, "", "", 1, Duration.ZERO, "");
        Clock clock = Clock.systemUTC();
        try (Ledger held = Ledger.openAlone(running, clock)) {
            long run = held.runs().begin();
            long begun = held.runs().last(1).get(0).startedAt();
            held.marks().set(new RunProgress(run, 1_000, 5_000, begun + 1_800_000).values());
            assertThat(program.here("status").exits(0).out())
                    .contains("    1000 of 5000 candidates at ", ", about 2 h 0 min left by then");
            JsonNode status =
                    program.here("status", "--output", "json").exits(0).json();
            assertThat(status.at("/runs/0/ended").asText()).isEmpty();
            assertThat(status.at("/runs/0/stopped").booleanValue()).isFalse();
            JsonNode underWay = status.get("under_way");
            assertThat(underWay.get("seconds_left").asLong()).isEqualTo(7_200);
            assertThat(underWay.get("done").asLong()).isEqualTo(1_000);
        }
    }

    @Test
    void aLongFirstRunIsToldWhatWouldShortenIt() throws IOException {
        Forecast forecast = Forecast.first(10_000, Map.of(), List.of(), true, 2, FAST, ASSUMED);
        assertThat(section()).contains(String.join("\n", CallForecast.ofRun(forecast)));
        Forecast faster = Forecast.first(10_000, Map.of(), List.of(), true, 2, FAST, FAST);
        assertThat(CallForecast.ofRun(faster)).hasSize(2).noneMatch(line -> line.contains("shorten"));
    }

    @Test
    void whatTheLedgerKnowsMakesAnEstimateOfTheBound() {
        Map<Outcome, Long> known = Map.of(Outcome.CREATED, 60L, Outcome.SKIPPED, 40L, Outcome.DEFERRED, 5L);
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        counts.put(Outcome.CREATED, 60L);
        RunRow run = new RunRow(1, 0, 1L, "finished", 0, "", 100, 100L, counts, 15, 60, List.of());
        Forecast forecast = Forecast.first(1_100, known, List.of(run), false, 0.5, FAST, FAST);
        assertThat(forecast.candidates()).isEqualTo(1_000);
        assertThat(forecast.calls())
                .containsEntry(CallKind.CREATES, 600L)
                .containsEntry(CallKind.APPLICATIONS, 150L)
                .containsEntry(CallKind.EVENTS, 600L)
                .containsEntry(CallKind.DETAILS, 0L);
        assertThat(CallForecast.ofRun(forecast).get(0)).isEqualTo("New candidates: 1000, about 2250 calls to Loxo");
    }
}
