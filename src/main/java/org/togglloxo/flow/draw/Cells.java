package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.List;

/** Text as a font of fixed width sets it: a cell a letter, two for what East Asia's letters and pictures take. */
final class Cells {

    private static final String CUT = "...";

    private Cells() {}

    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int letter) {
        boolean marks = Character.getType(letter) == Character.NON_SPACING_MARK;
        return marks
                ? 0
                : letter < 0x1100 ? 1 : Character.isIdeographic(letter) || letter > 0xFFFF || isWide(letter) ? 2 : 1;
    }

    private static boolean isWide(int letter) {
        return letter <= 0x115F || letter >= 0x2E80 && letter <= 0xD7A3 || letter >= 0xF900 && letter <= 0xFF60;
    }

    /** Lines of so many cells, broken between words where that goes, and not more than so many lines. */
    static List<String> wrap(String text, int cells, int lines) {
        List<String> wrapped = new ArrayList<>();
        String rest = text;
        while (width(rest) > cells && wrapped.size() < lines - 1) {
            int end = fitting(rest, cells);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > end / 2 ? space : end;
            wrapped.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        wrapped.add(shortened(rest, cells));
        return wrapped;
    }

    static String shortened(String text, int cells) {
        return width(text) <= cells ? text : text.substring(0, fitting(text, cells - CUT.length())) + CUT;
    }

    private static int fitting(String text, int cells) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            used += width(letter);
            if (used > cells) {
                break;
            }
            end += Character.charCount(letter);
        }
        return Math.max(end, 1);
    }
}
