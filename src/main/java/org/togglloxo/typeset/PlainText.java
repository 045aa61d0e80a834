package org.togglloxo.typeset;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text from elsewhere, made fit to be set: what has no shape is taken out, what would run on is cut. */
public final class PlainText {

    private static final String TAB = "    ";
    private static final int MARKS_KEPT = 4;
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u000B\\f\\u0085\\u2028\\u2029]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private PlainText() {}

    /** The same without controls, invisible characters, direction overrides and broken surrogates; tabs as spaces. */
    static String clean(String text) {
        String lines = LINE_BREAK.matcher(text).replaceAll("\n");
        StringBuilder kept = new StringBuilder(lines.length());
        int marks = 0;
        for (int i = 0; i < lines.length(); ) {
            int character = lines.codePointAt(i);
            i += Character.charCount(character);
            int type = Character.getType(character);
            marks = type == Character.NON_SPACING_MARK ? marks + 1 : 0;
            if (character == '\t') {
                kept.append(TAB);
            } else if (type == Character.SURROGATE) {
                kept.append('\uFFFD');
            } else if (character == '\n' || !invisible(character, type) && marks <= MARKS_KEPT) {
                kept.appendCodePoint(character);
            }
        }
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /** The same on one line. */
    public static String oneLine(String text) {
        return BLANKS.matcher(clean(text)).replaceAll(" ").strip();
    }

    /** The same, with at most so many characters and lines, and with a word on what was left out. */
    public static String cut(String text, int characters, int lines) {
        int end = Math.min(text.length(), characters);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        int breaks = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n' && ++breaks == lines) {
                end = i;
            }
        }
        int left = text.length() - end;
        return left == 0
                ? text
                : text.substring(0, end).stripTrailing()
                        + String.format(Locale.ENGLISH, " … (%,d more characters are left out here)", left);
    }

    /** Controls, formats (direction, joiners, tags), variation selectors and skin tones. */
    private static boolean invisible(int character, int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || character >= 0xFE00 && character <= 0xFE0F
                || character >= 0x1F3FB && character <= 0x1F3FF
                || character >= 0xE0100 && character <= 0xE01EF;
    }
}
