package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** Errors that are about Loxo as a whole, not about whoever happens to be delivered just then. */
class LoxoNotThereTest extends FlowTest {

    private static final int CANDIDATES = 60;

    @BeforeEach
    void manyCandidates() {
        flow.betweenEmptyServices();
        for (int i = 0; i < CANDIDATES; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com"));
        }
    }

    private void theNextRunDoesEverything() {
        flow.sandbox().loxoFaults().clear();
        RunRow run = flow.run();
        assertThat(run.exitCode()).isZero();
        assertThat(flow.loxo().peopleCount()).isEqualTo(CANDIDATES);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 404})
    void anAddressThatLeadsElsewhereStopsTheRunAndFailsNobody(int status) {
        flow.sandbox().loxoFaults().on("GET /people").then(Fault.status(status));

        RunRow run = flow.run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.ended()).isEqualTo("loxo-elsewhere");
        assertThat(run.message()).contains("loxo.base-url", Integer.toString(status));
        assertThat(FlowFixture.counts(run)).isEmpty();
        theNextRunDoesEverything();
    }

    @Test
    void aLoxoThatIsDownEndsTheRunBeforeEverybodyIsDeferred() {
        flow.set("sync.max-deferred-in-a-row", "10").set("sync.workers", "2").set("retry.max-attempts", "1");
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(503));

        RunRow run = flow.run();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.ended()).isEqualTo("loxo-down");
        assertThat(FlowFixture.counts(run)).containsOnlyKeys("deferred");
        assertThat(FlowFixture.counts(run).get("deferred")).isBetween(10L, 12L);
        theNextRunDoesEverything();
    }

    @Test
    void deferredOnesWithDeliveriesBetweenThemEndNothing() {
        flow.set("sync.max-deferred-in-a-row", "2").set("sync.workers", "1").set("retry.max-attempts", "0");
        flow.sandbox().loxoFaults().on("GET /people").everyNth(2).then(Fault.status(503));

        RunRow run = flow.run();

        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", CANDIDATES / 2L, "deferred", CANDIDATES / 2L));
        theNextRunDoesEverything();
    }
}
