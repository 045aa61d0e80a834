package org.togglloxo.typeset;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which font shows a character. Each font is read when it is first needed. */
public final class Fonts {

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
            "DroidSansFallbackHangul.ttf",
            "DroidSansFallbackExtended.ttf",
            "NotoEmoji-Regular.ttf");

    // small ones first: what a font costs a document grows with its characters, shown or not
    private static final List<String> REGULAR = List.of("NotoSans-Regular.ttf", "NotoSansExtended-Regular.ttf");
    private static final List<String> BOLD = List.of("NotoSans-Bold.ttf", "NotoSansExtended-Bold.ttf");
    private static final List<String> MONO = List.of("NotoSansMono-Regular.ttf", "NotoSansMonoExtended-Regular.ttf");

    private static final Map<Look.Weight, List<String>> IN_TURN = Stream.of(Look.Weight.values())
            .collect(Collectors.toMap(weight -> weight, weight -> Stream.of(own(weight), REGULAR, FALLBACKS, MONO)
                    .flatMap(List::stream)
                    .toList()));

    private final Map<String, Face> faces = new ConcurrentHashMap<>();

    /** The font for a character, the given weight's own where it can; null where no font has the character. */
    Face face(int character, Look.Weight weight) {
        for (String file : IN_TURN.get(weight)) {
            Face face = face(file);
            if (face.has(character)) {
                return face;
            }
        }
        return null;
    }

    /** True where a font stands in that has no bold of its own. */
    boolean lacksBold(Face face, Look.Weight weight) {
        return weight == Look.Weight.BOLD && BOLD.stream().map(this::face).noneMatch(face::equals);
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

    private static List<String> own(Look.Weight weight) {
        return switch (weight) {
            case REGULAR -> REGULAR;
            case BOLD -> BOLD;
            case MONO -> MONO;
        };
    }

    private Face face(String file) {
        Face face = faces.get(file);
        return face == null ? faces.computeIfAbsent(file, Face::load) : face;
    }
}
