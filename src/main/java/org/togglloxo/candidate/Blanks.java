package org.togglloxo.candidate;

/**
 * What a value has around it that nobody meant: spaces, and what comes along unseen where text is copied from a page, no-break and
 * zero-width spaces and marks of direction among it.
 */
public final class Blanks {

    private Blanks() {}

    /** The text without them at both ends. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether there is nothing else. */
    public static boolean isBlank(String text) {
        return strip(text).isEmpty();
    }

    private static boolean isBlank(char character) {
        if (character > ' ' && character <= '~') {
            return false;
        }
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
