package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.http.ExpectedPace;
import org.togglloxo.http.ExpectedPace.Basis;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;

/** The page tells how many calls are to come and how long they take, and both become fewer. */
class PageForecastTest extends PageTest {

    private static final ExpectedPace LEARNT = new ExpectedPace(2, Basis.LEARNT);

    private static Forecast first(long candidates) {
        return Forecast.first(candidates, Map.of(), List.of(), false, 2, LEARNT, LEARNT);
    }

    @Test
    void ofARunUnderWayItTellsTheCallsToCome() {
        flow.between(options -> options.candidates(80).latency(Duration.ofMillis(20)));
        serve();
        CompletableFuture<Void> run = CompletableFuture.runAsync(flow::run);
        JsonNode underWay = await().until(
                        () -> json(get("/api/status", READER)).path("under_way"), known -> known.has("calls_to_come"));
        assertThat(underWay.path("calls_to_come").asLong()).isBetween(1L, 80 * 7L + 1);
        assertThat(underWay.path("calls_seconds").asDouble()).isPositive();
        assertThat(underWay.path("forecast").asText())
                .startsWith("Calls to come: at most ")
                .contains(" to Loxo, ", "They take up to ", "which is assumed");
        run.join();
        assertThat(json(get("/api/status", READER)).path("under_way").isNull()).isTrue();
    }

    @Test
    void whatWasMadeAndWhoIsDoneIsNotToCome() {
        RunEvents events = new RunEvents(Clock.systemUTC());
        events.begun(1);
        assertThat(events.underWay(Map.of())).doesNotContainKey("calls_to_come");
        events.expects(first(10));
        events.total(10L);
        assertThat(events.underWay(Map.of()))
                .containsEntry("calls_to_come", 10 * 6L + 1)
                .containsEntry("calls_seconds", 30.0)
                .containsEntry(
                        "forecast",
                        "Calls to come: at most 60 to Loxo, 1 to Toggl Hire. They take up to 30 s at 2 calls a second to Loxo, which is what it lets through");
        assertThat(events.underWay(Map.of(CallKind.LOOK_UPS, 8L, CallKind.PAGES, 1L, CallKind.READS, 5L)))
                .containsEntry("calls_to_come", 52L);
        for (int i = 0; i < 9; i++) {
            events.completed(Outcome.SKIPPED);
        }
        assertThat(events.underWay(Map.of(CallKind.PAGES, 1L))).containsEntry("calls_to_come", 6L);
    }

    @Test
    void whoIsUnchangedSaysNothingOfThoseWhoAreNew() {
        Forecast tenOfAThousand =
                Forecast.first(1_000, Map.of(Outcome.UNCHANGED, 990L), List.of(), false, 1, LEARNT, LEARNT);
        long all = tenOfAThousand.calls(true);
        assertThat(all).isEqualTo(50);
        assertThat(tenOfAThousand.left(Map.of(), 500).calls(true)).isEqualTo(all);
        assertThat(tenOfAThousand.left(Map.of(), 1).calls(true)).isEqualTo(all / 10);
    }
}
