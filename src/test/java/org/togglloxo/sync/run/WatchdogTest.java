package org.togglloxo.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.RetryAfterLimit;
import org.togglloxo.http.WaitingCall;
import org.togglloxo.sync.run.RunWatch.Watchdog;

class WatchdogTest {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Time time = new Time();
    private final Pacing loxo = new Pacing(
            0, 2, new RetryAfterLimit("Loxo", "loxo.max-retry-after", Duration.ofHours(1), ExitCode.ATTENTION), time);
    private final Watchdog dog = new Watchdog(LIMIT, () -> List.of(loxo), time);

    private boolean seesNothingFor(Duration duration, long progress) {
        boolean stalled = false;
        for (Duration step = Duration.ZERO; step.compareTo(duration) < 0; step = step.plusSeconds(10)) {
            time.now = time.now.plusSeconds(10);
            stalled = dog.sees(progress);
        }
        return stalled;
    }

    @Test
    void barksOnceNothingHasHappenedForTheWholeTime() {
        dog.sees(0);
        assertThat(seesNothingFor(LIMIT.minusSeconds(10), 0)).isFalse();
        assertThat(seesNothingFor(Duration.ofSeconds(10), 0)).isTrue();
    }

    @Test
    void whateverHappensBeginsAnew() {
        seesNothingFor(LIMIT.minusSeconds(10), 0);
        assertThat(dog.sees(1)).isFalse();
        assertThat(seesNothingFor(LIMIT.minusSeconds(10), 1)).isFalse();
        assertThat(seesNothingFor(Duration.ofSeconds(10), 1)).isTrue();
    }

    @Test
    void theTimeOfAMachineThatSleptDoesNotCount() {
        dog.sees(0);
        time.now = time.now.plus(Duration.ofDays(1));
        assertThat(dog.sees(0)).isFalse();
        time.now = time.now.minus(Duration.ofDays(2));
        assertThat(dog.sees(0)).isFalse();
    }

    @Test
    void aWaitThatTheServiceAskedForIsProgress() {
        try (WaitingCall call = WaitingCall.toldToWait(loxo, "3500")) {
            await().until(loxo::isHeldBack);
            assertThat(seesNothingFor(LIMIT.multipliedBy(3), 0)).isFalse();
        }
    }

    @Test
    void aWaitThatNobodyWaitsForIsNone() {
        WaitingCall.toldToWait(loxo, "3500").close();
        await().until(() -> !loxo.isHeldBack());
        dog.sees(0);
        assertThat(seesNothingFor(LIMIT.plusSeconds(10), 0)).isTrue();
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-03-10T02:39:32Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
