package org.togglloxo.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn, from left to right: who takes the text out again does not see whether letters join. */
final class LettersTest {

    private final Typesetter typesetter = new Typesetter(new Fonts());

    private List<String> drawn(String text, float width) {
        return typesetter.set(text, Look.BODY, width).stream()
                .map(line -> line.pieces().stream().map(Line.Piece::text).collect(Collectors.joining()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "letters of one word,          بيت,   FE91 FEF4 FE96",
        "no letter joins after dal,    دار,   FEA9 FE8D FEAD",
        "lam and alef alone,           لا,    FEFB",
        "lam and alef after a letter,  بلا,   FE91 FEFC",
        "a vowel sign does not part,   بَت,   FE91 064E FE96",
        "Persian letters,              پچ,    FB58 FB7B",
        "a space parts,                ب ب,   FE8F 0020 FE8F",
        "a letter that joins to none,  بءب,   FE8F FE80 FE8F"
    })
    void arabicLettersTakeTheFormThatTheirNeighboursAskFor(String what, String text, String forms) {
        assertThat(ArabicForms.join(text).chars().mapToObj("%04X"::formatted)).containsExactly(forms.split(" "));
    }

    @Test
    void drawsRightToLeftTextFromItsEndWithBracketsTurned() {
        assertThat(drawn("אב (גד)", 400)).containsExactly("(דג) בא");
    }

    @Test
    void keepsLatinWordsInRightToLeftTextAsTheyAre() {
        assertThat(drawn("אב Java 17 גד", 400)).containsExactly("דג Java 17 בא");
    }

    @Test
    void breaksBetweenWordsAndInsideOnesTooLongForALine() {
        assertThat(drawn("one two three", 48)).containsExactly("one two", "three");
        assertThat(String.join("", drawn("x".repeat(100), 40))).isEqualTo("x".repeat(100));
    }

    @Test
    void noLineIsWiderThanItsColumn() {
        String text = "Wörter 木の橋を作りました وكذلك Python " + "W".repeat(80) + " עולם😀 end";
        for (float width = 20; width < 300; width += 7) {
            float column = width;
            assertThat(typesetter.set(text, Look.BODY, width))
                    .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(column));
        }
    }
}
