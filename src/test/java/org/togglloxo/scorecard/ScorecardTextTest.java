package org.togglloxo.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.CapturedLog;

/** Whatever text a candidate or Toggl Hire has written: every script, nothing, nonsense and too much. */
final class ScorecardTextTest extends ScorecardCase {

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void textCanBeTakenOutAgainInEveryScript(String script, String text) {
        ObjectNode candidate = Candidates.asking("Is **" + text + "** right?", text);
        candidate.putArray("tags").add(text);

        assertThat(pdf(candidate).lines().stream().map(ScorecardTextTest::plain))
                .contains(plain(text))
                .filteredOn(plain(text)::equals)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void nothingIsSaidOfAFontThatIsRead() {
        Scorecard withFontsOfItsOwn = new Scorecard();
        try (CapturedLog log = CapturedLog.ofThisThread("org.apache.fontbox")) {
            scripts()
                    .forEach(script -> withFontsOfItsOwn.pdf(
                            Candidates.asking("**b** `m` " + script.get()[1], (String) script.get()[1])));
            assertThat(log.events()).isEmpty();
        }
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    @Test
    void readsRightToLeftBesideLeftToRight() {
        assertThat(pdf(Candidates.answering("أفضل لغة Java 17 لأنها سهلة.")).lines())
                .contains("أفضل لغة Java 17 لأنها سهلة.");
    }

    @Test
    void showsAReplacementForWhatNoFontHas() {
        assertThat(pdf(Candidates.answering("a \uE000 b བ \uD800 c \uDBFF\uDFFF d"))
                        .lines())
                .contains("a � b � � c � d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"id\":null,\"name\":null,\"contact_info\":null,\"questions\":null,\"answers\":null,\"opening\":null,\"tags\":null,\"score\":null}",
                "{\"id\":[],\"name\":{},\"contact_info\":[],\"questions\":{},\"answers\":\"no\",\"opening\":7,\"category\":{},\"tags\":{\"a\":1},\"score\":{},\"rating\":\"x\",\"started_at\":7}",
                "{\"questions\":[null,7,[],{},{\"options\":7},{\"options\":[null,{},7]}],\"answers\":[null,7,{},{\"question_id\":{}}]}",
                "{\"questions\":[],\"answers\":[],\"tags\":[],\"rating\":99,\"score\":1e300,\"points\":-1e308,\"hire_state\":\"else\"}",
                "{\"score\":\"NaN\",\"points\":1e999999,\"rating\":-5,\"started_at\":\"9999-12-31T23:59:59\",\"finished_at\":\"0001-01-01T00:00:00\"}",
                "{\"started_at\":\"+999999999-12-31T23:59:59\",\"finished_at\":\"yesterday\",\"profile_url\":\"javascript:alert(1)\",\"email\":\"@ @\"}"
            })
    void standsWhateverIsMissingOrOfAnotherKind(String json) throws Exception {
        assertThat(new Pdf(SCORECARD.pdf(Candidates.JSON.readTree(json))).pages())
                .isEqualTo(1);
    }

    static Stream<String> oddTexts() {
        return Stream.of(
                "\u0000\u0001\u0007\u001b[31m\u007f\u0085\u009f",
                "\r\n\t\u000b\f\u2028\u2029\ufeff\u200b\u00ad",
                "\u202e\u2066\u200f\u061c",
                "a" + "\u0301".repeat(5000),
                "\u0301\u0e31\u0651",
                "ل",
                "\u0628\u06C7\u0674",
                "لا",
                "ـــ",
                "الله ﷺ",
                "( ) [ ] א",
                "<script>alert(1)</script><img src=x onerror=y>",
                ">".repeat(4000),
                "[".repeat(4000),
                "*a **b ".repeat(500),
                "- ".repeat(1000) + "x",
                "`".repeat(3999),
                "&#0; &#x110000; &#xD800; &nbsp;",
                "W".repeat(4000),
                "字".repeat(4000),
                "\n".repeat(4000),
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "![x](data:text/html,y) [z](javascript:q) <http://a.b>");
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void standsOddTextEverywhere(String odd) {
        ObjectNode candidate = Candidates.asking(odd, odd);
        candidate
                .put("name", odd)
                .put("email", odd)
                .put("category", odd)
                .put("hire_state", odd)
                .put("id", odd);
        candidate
                .put("profile_url", odd)
                .put("started_at", odd)
                .putObject("opening")
                .put("name", odd);
        candidate.putObject("contact_info").put("city", odd).put("phone", odd).put("linkedin", odd);
        candidate.putArray("tags").add(odd).add(odd);
        ObjectNode question = (ObjectNode) candidate.path("questions").get(0);
        question.put("skill", odd).put("question_type", odd);
        question.putArray("options")
                .addObject()
                .put("id", odd)
                .put("content", odd)
                .put("correct", true);

        Pdf pdf = pdf(candidate);

        assertThat(pdf.pages()).isBetween(1, 12);
        assertThat(links(pdf)).allMatch(link -> link.startsWith("http") || link.startsWith("mailto:"));
    }

    @Test
    void standsRandomText() {
        int[] blocks = {
            0, 0x80, 0x300, 0x590, 0x600, 0x900, 0xE00, 0x1100, 0x2000, 0x2600, 0x3000, 0x4E00, 0xAC00, 0xD800, 0xFB00,
            0xFE00, 0xFF00, 0x1F600, 0x20000, 0xE0000
        };
        Random random = new Random(1);
        for (int round = 0; round < 150; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 80; i++) {
                text.appendCodePoint(blocks[random.nextInt(blocks.length)] + random.nextInt(0x100));
                text.append(" \n*`<>[](#-".charAt(random.nextInt(10)));
            }
            String odd = text.toString();
            assertThat(pdf(Candidates.asking(odd, odd).put("name", odd)).pages())
                    .as(odd)
                    .isPositive();
        }
    }

    @Test
    void saysWhatItLeftOutOfAHugeAnswer() {
        byte[] bytes = SCORECARD.pdf(Candidates.answering("word ".repeat(1_000_000)));

        assertThat(new Pdf(bytes).text().replaceAll("\\s+", " "))
                .contains("… (4,989,999 more characters are left out here)");
        assertThat(bytes).hasSizeLessThan(200_000);
    }

    @Test
    void saysHowManyQuestionsAHugeTestShows() {
        ObjectNode candidate = Candidates.answering("first");
        for (int i = 0; i < 3000; i++) {
            Candidates.question(candidate, 500 + i, "What about " + i + "?", "Lorem ipsum dolor.\n".repeat(30));
        }
        Pdf pdf = pdf(candidate);

        assertThat(pdf.pages()).isEqualTo(60);
        assertThat(pdf.page(60)).containsPattern("Too long for one document: \\d+ of 3001 questions are shown");
        assertThat(pdf.bytes()).hasSizeLessThan(1_000_000);
    }

    @Test
    void leavesOutOptionsBeyondMeasure() {
        ObjectNode candidate = Candidates.answering("x");
        ArrayNode options = ((ObjectNode) candidate.path("questions").get(0)).putArray("options");
        for (int i = 0; i < 100; i++) {
            options.addObject()
                    .put("id", "o" + i)
                    .put("content", "Option number " + i)
                    .put("correct", false);
        }

        assertThat(pdf(candidate).text())
                .contains("Option number 39")
                .contains("60 more options are left out here")
                .doesNotContain("Option number 40");
    }

    @Test
    void linksOnlyToHarmlessPlaces() {
        ObjectNode candidate = Candidates.short5();
        candidate.withObject("/contact_info").put("linkedin", "javascript:alert(1)");

        assertThat(links(pdf(candidate)))
                .containsExactlyInAnyOrder(
                        "mailto:acarmona@duran-gomez.info",
                        "mailto:rosario84@real.com",
                        "https://github.com/debitis",
                        "https://developer.mozilla.org/");
    }

    private static List<String> links(Pdf pdf) {
        return pdf.read(document -> {
            List<String> found = new ArrayList<>();
            for (var page : document.getPages()) {
                for (PDAnnotation annotation : page.getAnnotations()) {
                    found.add(((PDActionURI) ((PDAnnotationLink) annotation).getAction()).getURI());
                }
            }
            return Collections.unmodifiableList(found);
        });
    }
}
