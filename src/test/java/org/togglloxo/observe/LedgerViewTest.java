package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** However often somebody looks, the ledger is read once in a while, and nobody waits for it. */
class LedgerViewTest {

    private static final Duration AGE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private Instant now = Instant.now();

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };

    @Test
    void aRunOfAnotherNodeIsTheLastOneHereToo() {
        try (FlowFixture flow = new FlowFixture(folder).betweenEmptyServices();
                LedgerView view = new LedgerView(flow.ledger(), AGE, clock)) {
            RunRow run = flow.run();
            assertThat(view.runs().last()).isNull();
            now = now.plus(AGE);
            view.seen();
            await().untilAsserted(() -> assertThat(view.runs().last()).isNotNull());
            assertThat(view.runs().last().id()).isEqualTo(run.id());
            assertThat(view.runs().lastSuccess()).isEqualTo(run.endedAt() / 1000.0);

            flow.onceInLoxo("GET /jobs", Fault.status(403));
            flow.toggl().add(someone("ann@example.com"));
            RunRow other = flow.run();
            now = now.plus(AGE);
            view.seen();
            await().untilAsserted(() -> assertThat(view.runs().last().id()).isEqualTo(other.id()));
        }
    }

    @Test
    void isReadAnewOnceItIsTooOld() {
        try (FlowFixture flow = new FlowFixture(folder).betweenEmptyServices();
                LedgerView view = new LedgerView(flow.ledger(), AGE, clock)) {
            flow.toggl().add(someone("not an address"));
            flow.run();
            assertThat(view.seen().waiting()).isEmpty();
            now = now.plus(AGE.multipliedBy(100));
            assertThat(view.seen().usable()).as("nobody asked for a long time").isTrue();
            await().untilAsserted(() -> assertThat(view.seen().waiting()).containsEntry(Outcome.FAILED, 1L));
        }
    }
}
