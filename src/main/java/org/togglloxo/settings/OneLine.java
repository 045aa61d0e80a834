package org.togglloxo.settings;

import java.util.regex.Pattern;

/** A secret as a file or a command gives it: one line, whatever ends it. */
final class OneLine {

    private static final Pattern END = Pattern.compile("[\\r\\n]+\\z");
    private static final Pattern BREAK = Pattern.compile("[\\r\\n]");

    private OneLine() {}

    /** @param what where it comes from, as the beginning of a message */
    static String of(String text, String what) throws InvalidSecret {
        String line = END.matcher(text).replaceFirst("");
        if (line.isBlank()) {
            throw new InvalidSecret(what + " holds nothing: one line with the secret is needed");
        }
        if (BREAK.matcher(line).find()) {
            throw new InvalidSecret(what
                    + " holds %d lines: one line with the secret is needed"
                            .formatted(line.lines().count()));
        }
        return line;
    }
}
