package org.togglloxo.sync.delivery;

import java.time.Clock;
import java.time.Duration;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;

/**
 * How long a deferred candidate is tried: by the next two runs at once, then at growing intervals, and not for ever.
 *
 * @param maxAttempts deferred so often in a row, a candidate is failed
 * @param maxInARow so many candidates deferred in a row end the run
 * @param interval the first wait; doubled each time
 */
public record DeferralPolicy(int maxAttempts, int maxInARow, Duration interval, Clock clock) {

    private static final int AT_ONCE = 2;
    private static final int DOUBLINGS = 16;
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Deferred, or failed where it has been so too often; whoever is still to wait was not tried. */
    public CandidateResult apply(CandidateResult result, int attempts) {
        if (result.outcome() != Outcome.DEFERRED || result.alreadyRecorded() || attempts < maxAttempts) {
            return result;
        }
        return CandidateResult.of(
                        Outcome.FAILED,
                        Reason.GAVE_UP,
                        "Deferred %d times in a row (sync.max-attempts), the last time because: %s. Fix the cause, then use retry"
                                .formatted(attempts, result.message()))
                .about(result.loxoId())
                .after(result.call(), result.answer());
    }

    /** When it is tried again (milliseconds); 0 for by the next run. */
    public long notBefore(int attempts) {
        if (attempts <= AT_ONCE) {
            return 0;
        }
        long wait = interval.toMillis() << Math.min(attempts - AT_ONCE - 1, DOUBLINGS);
        return clock.millis() + Math.min(wait, LONGEST.toMillis());
    }
}
