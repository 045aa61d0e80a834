package org.togglloxo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long LATENCY = 5_000_000L;
    private static final int WORKERS = 16;

    @ParameterizedTest(name = "{0} a second in bursts of {1}, asked to wait {2} s, for {3} s")
    @CsvSource({
        "40, 40, -1, 120",
        "40, 40,  1, 120",
        "40,  8, -1, 120",
        "40,  8,  1, 120",
        "40,  8,  1, 1200",
        "5,   5, -1, 600",
        "200, 20, 1, 300",
    })
    void usesNearlyAllOfAnUnknownQuotaAndIsSeldomRefused(int quota, int burst, int retryAfter, int seconds) {
        Outcome outcome = simulate(quota, burst, retryAfter, seconds);
        assertThat(outcome.used()).isGreaterThanOrEqualTo(0.95);
        assertThat(outcome.refused()).isLessThan(0.05);
    }

    @Test
    void followsAQuotaThatFallsAndRises() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        Bucket bucket = new Bucket(40, 8);
        run(pace, bucket, 1, 60);
        bucket.quota = 10;
        run(pace, bucket, 1, 120);
        bucket.forgetCounts();
        run(pace, bucket, 1, 300);
        assertThat(bucket.accepted / (10.0 * 180)).isGreaterThan(0.9);
        bucket.quota = 20;
        run(pace, bucket, 1, 900);
        bucket.forgetCounts();
        run(pace, bucket, 1, 1200);
        assertThat(bucket.accepted / (20.0 * 300)).isGreaterThan(0.9);
    }

    @Test
    void recoversWithinMinutesFromRefusalsThatHadNothingToDoWithThePace() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        Bucket bucket = new Bucket(40, 40);
        run(pace, bucket, -1, 60);
        for (int second = 60; second < 120; second++) {
            for (int call = 0; call < 20; call++) {
                pace.accepted();
            }
            pace.refused(second * SECOND, second * SECOND, -1);
        }
        bucket.time = 120 * SECOND;
        run(pace, bucket, -1, 300);
        bucket.forgetCounts();
        run(pace, bucket, -1, 360);
        assertThat(bucket.accepted / (40.0 * 60)).isGreaterThan(0.9);
    }

    /** A rate that rose on and on became more calls at once than a number holds, and no call went out any more. */
    @Test
    void manyHoursWithoutARefusalStopNobody() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        Bucket bucket = new Bucket(40, 8);
        run(pace, bucket, 1, 60);
        bucket.quota = 1_000_000;
        run(pace, bucket, 1, 3_600);
        assertThat(pace.atOnce(1_000)).isPositive();
        assertThat(pace.learnt())
                .hasValueSatisfying(learnt -> assertThat(learnt.perSecond()).isLessThanOrEqualTo(10_000));
    }

    @Test
    void aRateThatNobodyNeedsDoesNotRise() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        Bucket bucket = new Bucket(40, 8);
        run(pace, bucket, 1, 300);
        double found = pace.learnt().orElseThrow().perSecond();
        for (int call = 0; call < 3_600; call++) {
            long now = (310 + call) * SECOND;
            assertThat(pace.untilNext(now)).isZero();
            pace.sent(now);
            pace.accepted();
        }
        assertThat(pace.learnt().orElseThrow().perSecond()).isLessThan(found * 1.1);
    }

    @Test
    void neverGoesBeyondAFixedBound() {
        Bucket bucket = new Bucket(1_000, 1_000);
        run(new Pace(7), bucket, -1, 60);
        assertThat(bucket.accepted).isBetween(415L, 422L);
        assertThat(bucket.refused).isZero();
    }

    @ParameterizedTest(
            name = "{0} a second in bursts of {1}, remembered as {2}: {3} of it in the first second, then {4}")
    @CsvSource({
        "40,  8,  40, 0.9, 0.92",
        "40, 40,  40, 0.9, 0.92",
        "40,  8,  36, 0.8, 0.90",
        "40,  8,  44, 0.9, 0.80",
        "5,   5,   5, 0.9, 0.90",
        "40,  8, 400, 0.2, 0.80",
    })
    void aSecondProcessBeginsWithWhatTheFirstHasLearnt(
            int quota, int burst, double remembered, double atOnce, double afterwards) {
        Bucket bucket = new Bucket(quota, burst);
        Pace pace = resumed(remembered, burst);
        run(pace, bucket, 1, 1);
        assertThat(bucket.accepted).isGreaterThanOrEqualTo((long) (atOnce * quota));
        bucket.forgetCounts();
        run(pace, bucket, 1, 16);
        assertThat(bucket.accepted / (15.0 * quota)).isGreaterThan(afterwards);
    }

    @Test
    void aRememberedPaceIsNoTrapWhereTheQuotaWasRaised() {
        Bucket bucket = new Bucket(40, 40);
        Pace pace = resumed(2, 2);
        run(pace, bucket, 1, 180);
        bucket.forgetCounts();
        run(pace, bucket, 1, 240);
        assertThat(bucket.accepted / (40.0 * 60)).isGreaterThan(0.9);
    }

    @Test
    void aRememberedPaceStaysBelowAFixedBoundAndOneThatWasNeverRefusedBoundsNothing() {
        Bucket bucket = new Bucket(1_000, 1_000);
        Pace bounded = new Pace(7);
        bounded.resume(new LearntPace(40, 8), 0);
        run(bounded, bucket, -1, 60);
        assertThat(bucket.accepted).isBetween(415L, 422L);
        assertThat(bounded.learnt()).isEmpty();
        Pace free = new Pace(Double.POSITIVE_INFINITY);
        free.resume(new LearntPace(12, 0), 0);
        assertThat(free.isUnpaced()).isTrue();
    }

    @Test
    void manyShortProcessesOneAfterTheOtherDoNotWearThePaceDown() {
        LearntPace learnt = new LearntPace(40, 8);
        for (int process = 0; process < 50; process++) {
            Pace pace = resumed(learnt.perSecond(), learnt.burst());
            run(pace, new Bucket(40, 8), 1, 1);
            learnt = pace.learnt().orElseThrow();
        }
        assertThat(learnt.perSecond()).isBetween(38.0, 41.0);
    }

    @Test
    void whatIsRememberedIsTheQuotaOnceItIsFound() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        assertThat(pace.learnt()).isEmpty();
        run(pace, new Bucket(40, 8), 1, 30);
        assertThat(pace.learnt()).hasValueSatisfying(learnt -> {
            assertThat(learnt.perSecond()).isBetween(36.0, 41.0);
            assertThat(learnt.burst()).isBetween(1.0, 20.0);
        });
        pace.resume(new LearntPace(3, 3), 30 * SECOND);
        assertThat(pace.learnt().orElseThrow().perSecond())
                .as("what this process has learnt is newer")
                .isGreaterThan(36);
    }

    private static Pace resumed(double perSecond, double burst) {
        Pace pace = new Pace(Double.POSITIVE_INFINITY);
        pace.resume(new LearntPace(perSecond, burst), 0);
        return pace;
    }

    private record Outcome(double used, double refused) {}

    private static Outcome simulate(int quota, int burst, int retryAfter, int seconds) {
        Bucket bucket = new Bucket(quota, burst);
        run(new Pace(Double.POSITIVE_INFINITY), bucket, retryAfter, seconds);
        return new Outcome(
                bucket.accepted / ((double) quota * seconds + burst),
                bucket.refused / (double) (bucket.accepted + bucket.refused));
    }

    /** Workers that call as often as the pace lets them, in virtual time, until the given second. */
    private static void run(Pace pace, Bucket bucket, int retryAfter, int untilSecond) {
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int i = 0; i < WORKERS; i++) {
            free.add(bucket.time + i);
        }
        long turn = bucket.time;
        while (turn < untilSecond * SECOND) {
            long sent = Math.max(free.remove(), turn);
            for (long wait = pace.untilNext(sent); wait > 0; wait = pace.untilNext(sent)) {
                sent += wait;
            }
            pace.sent(sent);
            turn = sent;
            if (bucket.take(sent)) {
                pace.accepted();
            } else {
                pace.refused(sent + LATENCY, sent, retryAfter < 0 ? -1 : retryAfter * SECOND);
            }
            free.add(sent + LATENCY);
        }
    }

    /** What a service counts calls with. */
    private static final class Bucket {
        private double quota;
        private final double burst;
        private double tokens;
        private long time;
        private long accepted;
        private long refused;

        Bucket(double quota, double burst) {
            this.quota = quota;
            this.burst = burst;
            this.tokens = burst;
        }

        boolean take(long now) {
            tokens = Math.min(burst, tokens + (now - time) * quota / SECOND);
            time = now;
            boolean enough = tokens >= 1;
            tokens -= enough ? 1 : 0;
            accepted += enough ? 1 : 0;
            refused += enough ? 0 : 1;
            return enough;
        }

        void forgetCounts() {
            accepted = 0;
            refused = 0;
        }
    }
}
