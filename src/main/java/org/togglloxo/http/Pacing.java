package org.togglloxo.http;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The pace of all calls to one service: calls under way at once, calls a second, and the pause that a 429 puts on every
 * worker. Where the service's quota is not known, it is learnt: refusals lower the rate, time raises it again.
 */
public final class Pacing {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Semaphore concurrent;
    private final Rate rate;
    private final Clock clock;
    private long pausedUntil;
    private long nextSlot;
    private int refusalsInARow;

    /**
     * @param maxPerSecond 0 for no fixed bound
     * @param maxConcurrent calls under way at once
     */
    public Pacing(double maxPerSecond, int maxConcurrent, Clock clock) {
        this.concurrent = new Semaphore(maxConcurrent, true);
        this.rate = new Rate(maxPerSecond > 0 ? maxPerSecond : Double.POSITIVE_INFINITY);
        this.clock = clock;
    }

    /** Waits for leave to make one call; {@link #release} must follow. Returns when leave was given (nanoseconds). */
    long acquire() throws InterruptedException {
        concurrent.acquire();
        try {
            long wait = slot();
            while (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
                wait = untilUnpaused();
            }
            return System.nanoTime();
        } catch (InterruptedException e) {
            concurrent.release();
            throw e;
        }
    }

    void release() {
        concurrent.release();
    }

    /** The call was answered, or refused with 429 (or 503) and perhaps a time to wait. */
    synchronized void answered(int status, String retryAfter, long sentAt) {
        long now = System.nanoTime();
        Duration asked = RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
        if (status != 429 && !(status == 503 && asked != null)) {
            refusalsInARow = 0;
            rate.accepted(now);
            return;
        }
        // calls that were under way when the first refusal came say nothing new
        if (rate.refused(now, sentAt)) {
            refusalsInARow++;
        }
        Duration pause = asked != null ? asked : Duration.ofMillis(250L << Math.min(refusalsInARow, 7));
        long nanos = Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos());
        pausedUntil = Math.max(pausedUntil, now + nanos);
        nextSlot = Math.max(nextSlot, pausedUntil);
    }

    private synchronized long slot() {
        long now = System.nanoTime();
        long mine = Math.max(nextSlot, now);
        nextSlot = mine + rate.interval(now);
        return mine - now;
    }

    /** A pause may have begun while this call waited for its slot. */
    private synchronized long untilUnpaused() {
        long now = System.nanoTime();
        if (pausedUntil <= now) {
            return 0;
        }
        return slot();
    }
}
