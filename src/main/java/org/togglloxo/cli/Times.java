package org.togglloxo.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as they are shown: to the second, in UTC as in the log. */
final class Times {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private Times() {}

    static String show(long millis) {
        return SHOWN.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }
}
