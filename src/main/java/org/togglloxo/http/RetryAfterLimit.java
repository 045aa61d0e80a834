package org.togglloxo.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * How long a service may ask to be left alone ({@code Retry-After}); where it asks for more, the run ends instead.
 *
 * @param service its name
 * @param setting where the limit stands, or null where it is fixed
 * @param exitCode how such a run ends
 */
public record RetryAfterLimit(String service, String setting, Duration limit, ExitCode exitCode) {

    /** The same where nobody can set it. */
    public RetryAfterLimit fixed() {
        return new RetryAfterLimit(service, null, limit, exitCode);
    }

    /** Whether a run ended so: nothing was sent any more. */
    public static boolean isExceededBy(Exception error) {
        return error instanceof Stop stop && stop.why() == Reason.TOLD_TO_WAIT;
    }

    /** Where it names no time, and takes no call for as long. */
    Stop outlastedBy(Duration refused) {
        return stop(
                "%s has refused every call for %d s (429)".formatted(service, refused.toSeconds()),
                "lets it ask to be left alone",
                "later");
    }

    Stop exceededBy(Duration asked, Instant now) {
        long seconds = asked.plusMillis(999).toSeconds();
        return stop(
                "%s asks to be left alone for %d s, until %s (Retry-After)"
                        .formatted(service, seconds, now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS)),
                "allows",
                "after that");
    }

    private Stop stop(String asks, String does, String when) {
        String rule = ", longer than %s %s (%d ms). Nobody is marked as failed for it: run again %s, or set it higher";
        return new Stop(
                exitCode,
                Reason.TOLD_TO_WAIT,
                setting == null ? asks : asks + rule.formatted(setting, does, limit.toMillis(), when),
                null);
    }
}
