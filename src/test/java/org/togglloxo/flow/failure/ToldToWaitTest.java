package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** A service that asks to be left alone for longer than anybody waits: the run stops, and nobody is worse off. */
class ToldToWaitTest extends FlowTest {

    @BeforeEach
    void candidates() {
        flow.betweenEmptyServices();
        for (int i = 0; i < 8; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com"));
        }
    }

    private static Fault refusal(int status, String retryAfter) {
        return Fault.answer(status, Map.of("Retry-After", retryAfter), "{}");
    }

    static List<Fault> refusals() {
        String tomorrow = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));
        return List.of(refusal(429, "7200"), refusal(503, "7200"), refusal(429, tomorrow));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void byLoxoTheRunStopsAndTheNextOneDoesTheRest(Fault refusal) {
        flow.sandbox().loxoFaults().on("GET /people").from(3).then(refusal);
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("told-to-wait");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.message()).contains("Loxo", "(Retry-After)", "loxo.max-retry-after", "3600000 ms");
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred");

        long calls = flow.loxo().total();
        assertThat(flow.run().ended()).isEqualTo("told-to-wait");
        assertThat(flow.loxo().total()).as("it is left alone").isEqualTo(calls);

        theNextProcessDoesTheRest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /people", "PUT /people/{id}", "GET /activity_types", "POST /person_events"})
    void inTheMiddleOfACandidateNothingIsDoneTwice(String operation) {
        flow.sandbox().loxoFaults().on(operation).from(3).then(refusal(429, "7200"));
        RunRow run = flow.run();
        if (!operation.equals("GET /activity_types")) {
            assertThat(run.ended()).isEqualTo("told-to-wait");
        }
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred");
        theNextProcessDoesTheRest();
        assertThat(flow.loxo().events()).hasSize(8);
    }

    @Test
    void aListOfLoxosThatIsNotToBeAskedForStopsTheRunToo() {
        flow.sandbox().loxoFaults().on("GET /activity_types").then(refusal(429, "7200"));
        assertThat(flow.run().ended()).isEqualTo("told-to-wait");
        theNextProcessDoesTheRest();
        assertThat(flow.loxo().events()).hasSize(8);
    }

    @Test
    void byTogglHireTheListingStops() {
        flow.sandbox().togglFaults().on("GET /candidates").then(refusal(429, "7200"));
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("told-to-wait");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.message()).contains("Toggl Hire", "toggl.max-retry-after");
        flow.sandbox().togglFaults().clear();
        theNextProcessDoesTheRest();
    }

    @Test
    void theLimitIsASetting() {
        flow.set("loxo.max-retry-after", "1000");
        flow.sandbox().loxoFaults().on("GET /people").then(refusal(429, "60"));
        assertThat(flow.run().message()).contains("1000 ms");
    }

    /** One that has not been told to wait. */
    private void theNextProcessDoesTheRest() {
        flow.endProcess();
        flow.sandbox().loxoFaults().clear();
        RunRow next = flow.run();
        assertThat(next.exitCode()).isZero();
        assertThat(flow.loxo().peopleCount()).isEqualTo(8);
        assertThat(flow.loxo().people()).allMatch(person -> person.tags().equals(List.of("toggl:shortlist")));
    }
}
