package org.togglloxo.scorecard;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins Arabic letters, by Unicode's presentation forms. Their blocks list the forms of a letter in a fixed order
 * (isolated, final, initial, medial), and a letter with two forms joins to the letter before it only.
 */
final class ArabicForms {

    private static final int ISOLATED = 0;
    private static final int FINAL = 1;
    private static final int INITIAL = 2;
    private static final int MEDIAL = 3;
    private static final char TATWEEL = '\u0640';
    private static final Map<Character, String> FORMS = new HashMap<>();
    private static final Map<String, String> LIGATURES = new HashMap<>();

    static {
        collect(0xFB50, 0xFBB1);
        collect(0xFBD3, 0xFBE9);
        collect(0xFBFC, 0xFBFF);
        collect(0xFE80, 0xFEFC);
        // the block gives this letter's initial and medial form only
        FORMS.put('\u0649', "\uFEEF\uFEF0\uFBE8\uFBE9");
    }

    private ArabicForms() {}

    /** The same text with every Arabic letter in the form that its neighbours ask for. */
    static String join(String text) {
        if (text.chars().noneMatch(c -> c >= 0x620 && c <= 0x6D5)) {
            return text;
        }
        String letters = text;
        StringBuilder joined = new StringBuilder(letters.length());
        boolean before = false;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            int next = next(letters, i);
            String ligature =
                    next == i + 1 && next < letters.length() ? LIGATURES.get(letters.substring(i, i + 2)) : null;
            if (ligature != null) {
                joined.append(ligature.charAt(before ? FINAL : ISOLATED));
                i++;
                before = false;
            } else if (letter == TATWEEL || FORMS.containsKey(letter)) {
                boolean after = joinsNext(letter) && next < letters.length() && joinsPrevious(letters.charAt(next));
                joined.append(form(letter, before && joinsPrevious(letter), after));
                before = joinsNext(letter);
            } else {
                joined.append(letter);
                before = before && isMark(letter);
            }
        }
        return joined.toString();
    }

    private static char form(char letter, boolean before, boolean after) {
        String forms = FORMS.get(letter);
        int wanted = before ? after ? MEDIAL : FINAL : after ? INITIAL : ISOLATED;
        return forms == null || wanted >= forms.length() ? letter : forms.charAt(wanted);
    }

    private static boolean joinsNext(char letter) {
        return letter == TATWEEL || FORMS.getOrDefault(letter, "").length() == 4;
    }

    private static boolean joinsPrevious(char letter) {
        return letter == TATWEEL || FORMS.getOrDefault(letter, "").length() >= 2;
    }

    /** Where the next letter stands: vowel signs do not part two letters. */
    private static int next(String letters, int from) {
        int next = from + 1;
        while (next < letters.length() && isMark(letters.charAt(next))) {
            next++;
        }
        return next;
    }

    private static boolean isMark(char letter) {
        return Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static void collect(int from, int to) {
        for (char form = (char) from; form <= to; form++) {
            String plain = Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKC);
            if (plain.length() == 1) {
                FORMS.merge(plain.charAt(0), Character.toString(form), String::concat);
            } else if (plain.length() == 2 && form >= 0xFEF5) {
                LIGATURES.merge(plain, Character.toString(form), String::concat);
            }
        }
    }
}
