package org.togglloxo.loxo.api;

import java.time.Clock;
import java.time.Duration;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.http.RetryAfterLimit;
import org.togglloxo.http.StatusException.Meaning;

/** What is known of a write whose answer never came: for so long Loxo may not show it, though it took place (loxo-15). */
public record IndexLag(Duration lag, Clock clock) {

    /** Whether what was sent then (milliseconds) may have taken place without being seen. */
    public boolean hides(long sentAt) {
        return hidesFrom(clock.millis(), sentAt);
    }

    /** The same of a question that was asked at some moment. */
    public boolean hidesFrom(long askedAt, long sentAt) {
        return askedAt - sentAt < lag.toMillis();
    }

    /**
     * To be thrown while that is so.
     *
     * @param sent {@code POST /jobs for opening 17}
     * @param thing {@code the job}
     */
    public Retry wait(Reason reason, String sent, String thing) {
        return new Retry(
                reason,
                "%s was sent and its answer was lost; %s is not seen yet, and Loxo may lag by %d ms (loxo.index-lag)"
                        .formatted(sent, thing, lag.toMillis()));
    }

    /** Whether it did not take place; what ended in any other way may have, up to this moment. */
    public static boolean isRuledOutBy(Exception error) {
        return error instanceof Fail
                || RetryAfterLimit.isExceededBy(error)
                || error instanceof LoxoRefusal answer && !answer.means(Meaning.UNAVAILABLE);
    }
}
