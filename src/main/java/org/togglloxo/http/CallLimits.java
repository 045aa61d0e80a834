package org.togglloxo.http;

import java.time.Duration;
import java.util.List;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What bounds one call as a whole: the time-outs of a connection count from one byte to the next, and nothing of theirs ends
 * an answer that drips.
 *
 * @param timeout from the end of its wait for the pace to the last byte of the answer
 * @param maxBytes of the answer, unpacked
 */
public record CallLimits(Duration timeout, int maxBytes) {

    private static final int HOUR = 3_600_000;
    private static final int GIBIBYTE = 1 << 30;

    /** What the two settings of these names say; what is wrong is added to the problems. */
    public static CallLimits from(Settings settings, String timeout, String bytes, List<Problem> problems) {
        return new CallLimits(
                Duration.ofMillis(settings.whole(timeout, 1, HOUR, problems)),
                settings.whole(bytes, 1, GIBIBYTE, problems));
    }
}
