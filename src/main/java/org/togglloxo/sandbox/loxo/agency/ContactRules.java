package org.togglloxo.sandbox.loxo.agency;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which addresses and numbers Loxo takes, as live agencies do (loxo-9).
 *
 * @param strict false: any text passes
 */
public record ContactRules(boolean strict) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>.]+(\\.[^\\s@,;<>.]+)+");
    private static final int LEAST_DIGITS = 5;

    /** What Loxo answers 400 to, or null. Empty values are none. */
    public String refusal(Stream<String> addresses, Stream<String> numbers) {
        if (!strict) {
            return null;
        }
        if (!addresses.filter(address -> !address.isEmpty()).allMatch(address -> ADDRESS.matcher(address)
                .matches())) {
            return "Email is invalid";
        }
        return numbers.filter(number -> !number.isEmpty()).allMatch(ContactRules::hasDigits)
                ? null
                : "Phone is invalid";
    }

    private static boolean hasDigits(String number) {
        return number.codePoints().filter(Character::isDigit).count() >= LEAST_DIGITS;
    }
}
