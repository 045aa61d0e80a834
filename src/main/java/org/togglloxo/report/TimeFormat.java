package org.togglloxo.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as they are shown: to the second, in UTC as in the log. */
public final class TimeFormat {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private static final long MINUTE = 60;

    private TimeFormat() {}

    /** A duration as people say it: {@code 12 s}, {@code 4 min}, {@code 2 h 5 min}. */
    public static String about(double duration) {
        long seconds = Math.max(1, Math.round(duration));
        long minutes = Math.round(duration / MINUTE);
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        return minutes < 2 * MINUTE ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }

    public static String show(long millis) {
        return SHOWN.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }
}
