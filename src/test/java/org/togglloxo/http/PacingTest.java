package org.togglloxo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.CapturedLog;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;

@Timeout(30)
@Order(1)
class PacingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T02:00:00Z"), ZoneOffset.UTC);

    private static final Duration LIMIT = Duration.ofMillis(2_500);

    private final Pacing pacing = new Pacing(
            0, 2, new RetryAfterLimit("Loxo", "loxo.max-retry-after", Duration.ofHours(1), ExitCode.ATTENTION), CLOCK);

    private void refused(String retryAfter) throws InterruptedException {
        refused(pacing, retryAfter);
    }

    private static void refused(Pacing pacing, String retryAfter) throws InterruptedException {
        long sentAt = pacing.acquire();
        pacing.answered(429, retryAfter, sentAt);
        pacing.release();
    }

    private CompletableFuture<Long> call() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return pacing.acquire();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "3600", "Tue, 10 Mar 2026 02:45:00 GMT", "Tuesday, 10-Mar-26 02:45:00 GMT"})
    void aWaitUpToTheLimitIsKeptWhole(String retryAfter) throws Exception {
        refused(retryAfter);
        CompletableFuture<Long> call = call();
        await().until(pacing::isHeldBack);
        assertThat(pacing.pauseLeft()).isGreaterThan(Duration.ofSeconds(200));
        assertThat(call).isNotDone();
        pacing.close();
        assertThatThrownBy(call::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aPauseThatLooksLikeAHangIsSaidOnceAMinute() throws Exception {
        refused("60");
        pacing.close();
        try (CapturedLog log = CapturedLog.ofThisThread(Pacing.class.getName())) {
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(pacing::acquire).isInstanceOf(RejectedExecutionException.class);
            }
            assertThat(log.events()).singleElement().satisfies(event -> assertThat(event.getFormattedMessage())
                    .matches("Loxo takes no call for the moment \\(429\\): the next one is sent in (59|60) s"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7200", "999999999999", "Wed, 11 Mar 2026 02:45:00 GMT", "Wed Mar 11 02:45:00 2026"})
    void aLongerOneIsRefusedToWhoeverWouldWait(String retryAfter) throws Exception {
        refused(retryAfter);
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(pacing::acquire).isInstanceOfSatisfying(Stop.class, stop -> {
                assertThat(stop.reason()).isEqualTo("told-to-wait");
                assertThat(stop.exitCode()).isEqualTo(ExitCode.ATTENTION);
                assertThat(stop.message()).contains("Loxo", "(Retry-After)", "loxo.max-retry-after", "3600000 ms");
            });
        }
    }

    /** Its own pauses are short, and there would be no end to them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "soon"})
    void whatTakesNoCallAndNamesNoTimeIsLeftAloneInTheEnd(String retryAfter) throws Exception {
        Pacing impatient =
                new Pacing(0, 1, new RetryAfterLimit("Loxo", "loxo.max-retry-after", LIMIT, ExitCode.ATTENTION), CLOCK);
        long begin = System.nanoTime();
        assertThatThrownBy(() -> {
                    while (true) {
                        refused(impatient, retryAfter);
                    }
                })
                .isInstanceOfSatisfying(Stop.class, stop -> {
                    assertThat(stop.reason()).isEqualTo("told-to-wait");
                    assertThat(stop.message()).contains("has refused every call", "loxo.max-retry-after", "2500 ms");
                });
        assertThat(System.nanoTime() - begin).isGreaterThan(LIMIT.toNanos());
    }

    @Test
    void anAnswerBetweenRefusalsBeginsTheCountAnew() throws Exception {
        Pacing impatient =
                new Pacing(0, 1, new RetryAfterLimit("Loxo", "loxo.max-retry-after", LIMIT, ExitCode.ATTENTION), CLOCK);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 2 * LIMIT.toNanos()) {
            refused(impatient, "0");
            impatient.answered(200, null, impatient.acquire());
            impatient.release();
        }
    }

    @Test
    void whoWaitsAlreadyIsRefusedToo() throws Exception {
        long one = pacing.acquire();
        long other = pacing.acquire();
        pacing.answered(429, "300", one);
        pacing.release();
        CompletableFuture<Long> waiting = call();
        await().until(pacing::isHeldBack);
        pacing.answered(429, "7200", other);
        pacing.release();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(Stop.class);
    }
}
