package org.togglloxo.cli.terminal;

/**
 * Names and words from outside, fit for a terminal. What would move the cursor, colour, hide or turn letters round, or
 * begin a line of its own, stands there as the escape that JSON has for it: JSON stays JSON, and a line stays a line.
 */
final class PrintableText {

    private PrintableText() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(PrintableText::acts)) {
            return text;
        }
        StringBuilder legible = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(letter -> {
            if (acts(letter)) {
                escape(letter, legible);
            } else {
                legible.appendCodePoint(letter);
            }
        });
        return legible.toString();
    }

    /** Control characters, marks that nobody sees, line and paragraph ends, and halves of letters. */
    private static boolean acts(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static void escape(int letter, StringBuilder legible) {
        switch (letter) {
            case '\n' -> legible.append("\\n");
            case '\r' -> legible.append("\\r");
            case '\t' -> legible.append("\\t");
            default -> {
                for (char half : Character.toChars(letter)) {
                    legible.append("\\u%04x".formatted((int) half));
                }
            }
        }
    }
}
