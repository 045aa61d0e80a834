package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Toggl Hire's values in words; a dash for what is not known. */
final class Wording {

    static final String UNKNOWN = "–";

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Wording() {}

    /** The name as design has it: {@code contact_info.full_name}, else {@code name}, else the address. */
    static String name(JsonNode candidate) {
        String id = Fields.line(candidate, "id");
        return Fields.first(
                Fields.line(candidate, "contact_info", "full_name"),
                Fields.line(candidate, "name"),
                address(candidate),
                id.isEmpty() ? "Unknown candidate" : "Candidate " + id);
    }

    static String address(JsonNode candidate) {
        return Fields.first(Fields.line(candidate, "contact_info", "contact_email"), Fields.line(candidate, "email"));
    }

    static String score(JsonNode candidate) {
        OptionalDouble score = Fields.number(candidate, "score");
        return score.isPresent() ? decimals(score.getAsDouble(), 1) + " %" : UNKNOWN;
    }

    /** {@code 12 of 14} where the questions tell how many there were to reach. */
    static String points(JsonNode candidate) {
        OptionalDouble points = Fields.number(candidate, "points");
        if (points.isEmpty()) {
            return UNKNOWN;
        }
        double most = 0;
        for (JsonNode question : candidate.path("questions")) {
            most += Fields.number(question, "points").orElse(Double.NaN);
        }
        String reached = decimals(points.getAsDouble(), 2);
        return most > 0 && most >= points.getAsDouble() ? reached + " of " + decimals(most, 2) : reached;
    }

    /** What an answer brought of what the question is worth. */
    static String points(OptionalDouble reached, OptionalDouble possible) {
        if (reached.isEmpty() && possible.isEmpty()) {
            return "";
        }
        String first = reached.isPresent() ? decimals(reached.getAsDouble(), 2) : UNKNOWN;
        if (possible.isEmpty()) {
            return first + (first.equals("1") ? " point" : " points");
        }
        String most = decimals(possible.getAsDouble(), 2);
        return "%s of %s %s".formatted(first, most, most.equals("1") ? "point" : "points");
    }

    static String decision(JsonNode candidate) {
        String state = Fields.line(candidate, "hire_state");
        return switch (state) {
            case "possible-hire" -> "Possible hire";
            case "rejected" -> "Rejected";
            case "" -> "No decision yet";
            default -> state;
        };
    }

    /** To the minute; what is no time is shown as it stands. */
    static String time(JsonNode candidate, String name) {
        return time(Fields.line(candidate, name))
                .map(SHOWN::format)
                .orElse(Fields.first(Fields.line(candidate, name), UNKNOWN));
    }

    /** A time as Toggl Hire writes it, without a zone and with any number of decimals. */
    static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_DATE_TIME.parse(text, LocalDateTime::from))
                    .filter(time -> time.getYear() >= 1970 && time.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String timeTaken(JsonNode candidate) {
        Optional<LocalDateTime> start = time(Fields.line(candidate, "started_at"));
        Optional<LocalDateTime> end = time(Fields.line(candidate, "finished_at"));
        if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
            return UNKNOWN;
        }
        Duration taken = Duration.between(start.get(), end.get());
        if (taken.toDays() > 0) {
            return "%d d %d h".formatted(taken.toDays(), taken.toHoursPart());
        }
        return taken.toHours() > 0
                ? "%d h %d min".formatted(taken.toHours(), taken.toMinutesPart())
                : "%d min %d s".formatted(taken.toMinutes(), taken.toSecondsPart());
    }

    /** At most so many decimals, and none that say nothing. */
    static String decimals(double value, int most) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(most, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
