package org.togglloxo.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as they are shown: UTC, to the second. */
final class Times {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'");

    private Times() {}

    static String show(long millis) {
        return SHOWN.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }
}
