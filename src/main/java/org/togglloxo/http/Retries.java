package org.togglloxo.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.togglloxo.failure.Retry;

/**
 * Repeats a call while its error may pass, where no error handler of ours is at hand: in a Kamelet, whose caller's error
 * handler would repeat the whole of it. After a 429 the {@link Pacing} waits, here nobody does.
 */
public final class Retries {

    private final int most;
    private final Duration first;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param most calls in all
     * @param first the first pause, doubled each time, give or take half
     */
    public Retries(int most, Duration first) {
        this.most = most;
        this.first = first;
    }

    /** The answer, or the last error. */
    public <T> T insist(Callable<T> call) throws Exception {
        int slow = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.call();
            } catch (Exception e) {
                slow += AbortedCalls.isTooSlow(e) ? 1 : 0;
                if (attempt >= most || slow > 1 || !mayPass(e) || !isThrottled(e) && isClosedAfter(pause(attempt))) {
                    throw e;
                }
            }
        }
    }

    /** Time-outs, broken connections, 429, 5xx, answers that are not JSON. */
    public static boolean mayPass(Exception error) {
        return error instanceof IOException
                || error instanceof Retry
                || error instanceof StatusException answer && answer.mayPass();
    }

    /** Whether it was refused, unheard. */
    public static boolean isThrottled(Exception error) {
        return StatusException.means(error, StatusException.Meaning.THROTTLED);
    }

    /** Waits; true when nobody wants an answer any more. */
    public boolean isClosedAfter(Duration pause) throws InterruptedException {
        return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    public void close() {
        closing.countDown();
    }

    private Duration pause(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis((long) (doubled * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
    }
}
