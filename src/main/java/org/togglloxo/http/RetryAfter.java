package org.togglloxo.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds or an HTTP date (RFC 9110, 10.2.3); both services may send it (toggl-15, loxo-10). */
final class RetryAfter {

    private static final int LONGEST_TEXT = 64;
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,18}+)(?:\\.[0-9]++)?");

    private RetryAfter() {}

    /** How long to wait, never negative; empty where the value is absent or neither of the two. */
    static Optional<Duration> parse(String value, Instant now) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Matcher seconds = SECONDS.matcher(text);
        return seconds.matches() ? Optional.of(wait(seconds)) : until(text, now);
    }

    private static Duration wait(Matcher seconds) {
        return Long.parseLong(seconds.group(1)) >= LONGEST.toSeconds()
                ? LONGEST
                : Duration.ofMillis(Math.round(Double.parseDouble(seconds.group()) * 1000));
    }

    private static Optional<Duration> until(String text, Instant now) {
        for (DateTimeFormatter form : forms(now)) {
            try {
                Duration wait = Duration.between(now, ZonedDateTime.parse(text, form));
                Duration least = wait.isNegative() ? Duration.ZERO : wait;
                return Optional.of(least.compareTo(LONGEST) > 0 ? LONGEST : least);
            } catch (DateTimeException e) {
                // one of the others, or none
            }
        }
        return Optional.empty();
    }

    /** The one that is sent today, and the two that RFC 9110 (5.6.7) wants understood; their years have two digits, their zone is GMT. */
    private static List<DateTimeFormatter> forms(Instant now) {
        DateTimeFormatter rfc850 = new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).getYear() - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        DateTimeFormatter asctime = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        return List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850, asctime);
    }
}
