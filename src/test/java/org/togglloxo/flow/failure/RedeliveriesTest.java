package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.sandbox.fault.Fault;

/** Each kind of error has the repetitions that the settings promise for it, whatever else went wrong in the same step. */
@Order(1)
class RedeliveriesTest extends FlowTest {

    private static final Fault THROTTLED = Fault.answer(429, Map.of("Retry-After", "0"), "{}");

    @BeforeEach
    void oneCandidate() {
        flow.betweenEmptyServices();
        flow.set("retry.max-attempts", "2");
        flow.toggl().add(someone("ann@example.com").named("Ann").contact("phone", "+372 5555 0000"));
    }

    @Test
    void throttledCallsUseUpNoneOfALostAnswersToAnEvent() {
        oneAfterTheOther("POST /person_events", 3, Fault.resetBefore());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().events()).hasSize(1);
    }

    @Test
    void throttledCallsUseUpNoneOfALostAnswersToACreate() {
        oneAfterTheOther("POST /people", 3, Fault.resetAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void throttledCallsUseUpNoneOfAServiceThatIsDown() {
        oneAfterTheOther("GET /people", 3, Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @Test
    void throttledCallsUseUpNoneOfAValueThatIsLeftOut() {
        oneAfterTheOther("POST /people", 3, Fault.answer(422, Map.of(), "{\"errors\":[\"Phone is invalid\"]}"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person("ann@example.com").phones()).isEmpty();
    }

    @Test
    void eachKindHasItsEnd() {
        flow.sandbox().loxoFaults().on("GET /people").then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.loxo().countOf("GET /people")).isEqualTo(1 + 2);
    }

    @Test
    void aPageOfTheListIsThrottledAsOftenAsAnyOtherCall() {
        flow.sandbox().togglFaults().on("GET /candidates").times(3).then(THROTTLED);
        flow.sandbox().togglFaults().on("GET /candidates").nth(4).then(Fault.status(503));
        flow.sandbox().togglFaults().on("GET /candidates").nth(5).then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @Test
    void whatAnAgencyHasSetUpIsThrottledAsOftenAsAnyOtherCall() {
        oneAfterTheOther("GET /activity_types", 3, Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().events()).hasSize(1);
    }

    private void oneAfterTheOther(String operation, int throttled, Fault next) {
        flow.sandbox().loxoFaults().on(operation).times(throttled).then(THROTTLED);
        flow.sandbox().loxoFaults().on(operation).nth(throttled + 1).then(next);
    }
}
