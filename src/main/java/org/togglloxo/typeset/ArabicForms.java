package org.togglloxo.typeset;

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
    private static final char FIRST_LAM_ALEF = '\uFEF5';
    private static final char TATWEEL = '\u0640';
    private static final Map<String, String> FORMS = forms();

    private ArabicForms() {}

    /** The same text with every Arabic letter in the form that its neighbours ask for. */
    static String join(String text) {
        if (text.chars().noneMatch(c -> c >= 0x620 && c <= 0x6D5)) {
            return text;
        }
        StringBuilder joined = new StringBuilder(text.length());
        boolean before = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int next = next(text, i);
            String ligature = next == i + 1 && next < text.length() ? FORMS.get(text.substring(i, i + 2)) : null;
            if (ligature != null) {
                joined.append(ligature.charAt(before ? FINAL : ISOLATED));
                i++;
                before = false;
            } else if (letter == TATWEEL || !forms(letter).isEmpty()) {
                boolean after = joinsNext(letter) && next < text.length() && joinsPrevious(text.charAt(next));
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
        String forms = forms(letter);
        int wanted = before ? after ? MEDIAL : FINAL : after ? INITIAL : ISOLATED;
        return wanted >= forms.length() ? letter : forms.charAt(wanted);
    }

    private static boolean joinsNext(char letter) {
        return letter == TATWEEL || forms(letter).length() == 4;
    }

    private static boolean joinsPrevious(char letter) {
        return letter == TATWEEL || forms(letter).length() >= 2;
    }

    private static String forms(char letter) {
        return FORMS.getOrDefault(Character.toString(letter), "");
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

    /** The forms of each letter, and the two of each joint lam and alef. */
    private static Map<String, String> forms() {
        Map<String, String> forms = new HashMap<>();
        collect(0xFB50, 0xFBB1, forms);
        collect(0xFBD3, 0xFBE9, forms);
        collect(0xFBFC, 0xFBFF, forms);
        collect(0xFE80, 0xFEFC, forms);
        // the one letter whose forms stand in two blocks
        forms.put("\u0649", "\uFEEF\uFEF0\uFBE8\uFBE9");
        return Map.copyOf(forms);
    }

    private static void collect(int from, int to, Map<String, String> forms) {
        for (char form = (char) from; form <= to; form++) {
            String plain = Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKC);
            if (plain.length() == 1 || form >= FIRST_LAM_ALEF) {
                forms.merge(plain, Character.toString(form), String::concat);
            }
        }
    }
}
