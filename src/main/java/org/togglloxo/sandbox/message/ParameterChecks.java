package org.togglloxo.sandbox.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what is wrong with the values of a form, so that one refusal names all of it. A blank value is none. */
public final class ParameterChecks {

    private static final List<String> FLAGS = List.of("true", "false", "1", "0");

    private final Request request;
    private final List<String> invalid = new ArrayList<>();

    public ParameterChecks(Request request) {
        this.request = request;
    }

    /** At least one value that is not blank. */
    public ParameterChecks required(String name) {
        if (values(name).isEmpty()) {
            invalid.add(name);
        }
        return this;
    }

    /** Every value, as far as there are any, passes. */
    public ParameterChecks each(String name, Predicate<String> passes) {
        if (!values(name).stream().allMatch(passes) && !invalid.contains(name)) {
            invalid.add(name);
        }
        return this;
    }

    public ParameterChecks flag(String name) {
        return each(name, FLAGS::contains);
    }

    public ParameterChecks time(String name) {
        return each(name, ParameterChecks::isTime);
    }

    /** @throws InvalidParameters where something was wrong */
    public void orRefuse() {
        if (!invalid.isEmpty()) {
            throw new InvalidParameters(invalid);
        }
    }

    /** A day, or an instant with its zone: {@code 2025-01-06T10:00:00Z}. */
    public static boolean isTime(String text) {
        try {
            instant(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The beginning of the day in UTC where only the day is given. */
    public static Instant instant(String text) {
        return text.length() == 10 ? Instant.parse(LocalDate.parse(text) + "T00:00:00Z") : Instant.parse(text);
    }

    private List<String> values(String name) {
        return request.fields().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }
}
