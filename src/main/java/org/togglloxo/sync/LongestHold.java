package org.togglloxo.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.togglloxo.failure.Defer;

/**
 * How long one waits for what another thread is at work on: that one may never come to its end.
 *
 * @param limit after which the candidate is left to the next run
 */
public record LongestHold(Duration limit, Clock clock) {

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    /**
     * Takes the only permit.
     *
     * @param what is held, for people: {@code one of the candidate's addresses}
     * @throws Defer when the wait was too long
     */
    public void enter(Semaphore one, String what) throws InterruptedException {
        long since = clock.millis();
        while (!one.tryAcquire(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            if (clock.millis() - since >= limit.toMillis()) {
                throw new Defer(
                        "claimed",
                        "Somebody else in this process has been at work on %s for %d s and does not come to an end; the next run tries again"
                                .formatted(what, limit.toSeconds()));
            }
        }
    }
}
