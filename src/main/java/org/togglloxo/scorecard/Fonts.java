package org.togglloxo.scorecard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Which font shows a character. The fonts for what is rare are read when they are first needed. */
final class Fonts {

    private static final int REPLACEMENT = 0xFFFD;
    private static final List<String> FALLBACKS = List.of(
            "NotoSansHebrew-Regular.ttf",
            "NotoSansThai-Regular.ttf",
            "NotoSansArmenian-Regular.ttf",
            "NotoSansDevanagari-Regular.ttf",
            "NotoSansGeorgian-Regular.ttf",
            "NotoSansArabic-Regular.ttf",
            "NotoSansSymbols2-Regular.ttf",
            "NotoSansSymbols-Regular.ttf",
            "NotoSansMath-Regular.ttf",
            "DroidSansFallback.ttf",
            "NotoEmoji-Regular.ttf");

    private final Face regular = Face.load("NotoSans-Regular.ttf");
    private final Face bold = Face.load("NotoSans-Bold.ttf");
    private final Face mono = Face.load("NotoSansMono-Regular.ttf");
    private final List<Face> fallbacks = new ArrayList<>();

    /** The font for a character, the given weight's own where it can; null where no font has the character. */
    Face face(int character, Look.Weight weight) {
        Face wanted = own(weight);
        if (wanted.has(character)) {
            return wanted;
        }
        if (regular.has(character)) {
            return regular;
        }
        for (int i = 0; i < FALLBACKS.size(); i++) {
            Face face = fallback(i);
            if (face.has(character)) {
                return face;
            }
        }
        return mono.has(character) ? mono : null;
    }

    /** True where a font stands in that has no bold of its own. */
    boolean lacksBold(Face face, Look.Weight weight) {
        return weight == Look.Weight.BOLD && face != bold;
    }

    /** The same text with what no font has in its plain form ({@code ⼀} as {@code 一}), or else as U+FFFD. */
    String showable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || has(character)) {
                shown.appendCodePoint(character);
            } else {
                String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
                shown.append(plain.codePoints().allMatch(this::has) ? plain : Character.toString(REPLACEMENT));
            }
        });
        return shown.toString();
    }

    private boolean has(int character) {
        return face(character, Look.Weight.REGULAR) != null;
    }

    private Face own(Look.Weight weight) {
        return switch (weight) {
            case REGULAR -> regular;
            case BOLD -> bold;
            case MONO -> mono;
        };
    }

    private Face fallback(int index) {
        synchronized (fallbacks) {
            while (fallbacks.size() <= index) {
                fallbacks.add(Face.load(FALLBACKS.get(fallbacks.size())));
            }
            return fallbacks.get(index);
        }
    }
}
