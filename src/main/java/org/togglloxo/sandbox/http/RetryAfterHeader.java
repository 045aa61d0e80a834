package org.togglloxo.sandbox.http;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Whether a 429 says when to come back, and in which of the two forms that HTTP allows. */
public enum RetryAfterHeader {
    ABSENT,
    SECONDS,
    DATE;

    Map<String, String> header(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return switch (this) {
            case ABSENT -> Map.of();
            case SECONDS -> Map.of("Retry-After", Long.toString(seconds));
            // A date has whole seconds only, so it is one later: nobody is sent back too early
            case DATE ->
                Map.of(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds + 1)));
        };
    }
}
