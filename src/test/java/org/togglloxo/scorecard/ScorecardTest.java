package org.togglloxo.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScorecardTest {

    private static final Scorecard SCORECARD = new Scorecard();

    private static Pdf pdf(ObjectNode candidate) {
        return new Pdf(SCORECARD.pdf(candidate));
    }

    @Test
    void saysWhoWhichTestAndHowItWent() {
        assertThat(pdf(Candidates.short5()).text())
                .contains("Łucja Øverland-Briemer", "acarmona@duran-gomez.info", "rosario84@real.com")
                .contains("+49(0)9859 103312", "Lake Justinville, Gibraltar", "https://linkedin.com/in/debitis")
                .contains("Senior JavaScript Developer", "Interview", "Possible hire", "12 of 14")
                .contains("85.7 %", "★★☆  2 of 3 stars")
                .contains("10 Mar 2019, 02:39", "10 Mar 2019, 02:53", "13 min 56 s")
                .contains("optimistic  ·  relocates  ·  mitarbeiter-empfohlen");
    }

    @Test
    void marksEveryOptionByWordsAsChosenRightOrWrongOrMissed() {
        assertThat(pdf(Candidates.short5()).lines())
                .contains("● Done is better than perfect ✓ chosen, right")
                .contains("○ Perfect is better than done not chosen")
                .contains("● \"0\" ✗ chosen, wrong")
                .contains("○ NaN ✗ missed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "\"\"", "-1"})
    void whoHasNoRatingIsNotShownWithoutStars(String rating) throws Exception {
        ObjectNode candidate = Candidates.short5();
        candidate.set("rating", new ObjectMapper().readTree(rating));
        assertThat(pdf(candidate).text()).contains("not rated").doesNotContain("of 3 stars", "☆");
        candidate.remove("rating");
        assertThat(pdf(candidate).text()).contains("not rated").doesNotContain("of 3 stars", "☆");
    }

    @Test
    void findsTheAnswerThoughItNamesTheQuestionByAString() {
        assertThat(pdf(Candidates.short5()).lines())
                .contains("1. Personality 3 of 3 points", "3. Writing 3 of 3 points");
    }

    @Test
    void saysWhichQuestionWasNotAnswered() {
        assertThat(pdf(Candidates.short5()).lines())
                .containsSubsequence("5. Culture – of 1 point", "Why do you want to work with us?", "Not answered");
    }

    @Test
    void showsMarkdownWithoutItsSigns() {
        assertThat(pdf(Candidates.short5()).text())
                .contains("Which one describes you better?", "What does typeof null give", "See MDN.")
                .contains("if (!value) {", "    console.log(typeof value);")
                .doesNotContain("**", "```", "`");
    }

    @Test
    void keepsTheLinesOfCodeAndSetsThemInMonospace() {
        Pdf pdf = pdf(Candidates.asking("How?", "def f():\n    if x:\n        return 1;\n"));

        assertThat(pdf.text()).contains("def f():\n    if x:\n        return 1;");
        assertThat(fonts(pdf)).anyMatch(name -> name.endsWith("NotoSansMono-Regular"));
    }

    @Test
    void keepsWhatLooksLikeATagButIsNone() {
        assertThat(pdf(Candidates.asking("Is `x` a List<String> &amp; <b>why</b>?<br>Say it.", "yes"))
                        .text())
                .contains("Is x a List<String> & why?\nSay it.");
    }

    @Test
    void fitsAShortTestOnOnePage() {
        assertThat(pdf(Candidates.short5()).pages()).isEqualTo(1);
        assertThat(pdf(Candidates.short5()).text()).contains("1 / 1");
        assertThat(SCORECARD.pdf(Candidates.short5())).hasSizeLessThan(60_000);
    }

    @Test
    void numbersThePagesOfALongTestAndHeadsThemWithTheName() {
        ObjectNode candidate = Candidates.short5();
        for (int i = 0; i < 30; i++) {
            Candidates.question(candidate, 500 + i, "What about " + i + "?", "This.\nThat.");
        }
        Pdf pdf = pdf(candidate);

        assertThat(pdf.pages()).isGreaterThan(2);
        for (int page = 2; page <= pdf.pages(); page++) {
            assertThat(pdf.page(page)).startsWith("Łucja Øverland-Briemer").contains(page + " / " + pdf.pages());
        }
    }

    @Test
    void carriesTitleLanguageAndTheDateOfTheTest() {
        Pdf pdf = pdf(Candidates.short5());

        assertThat(pdf.<String>read(
                        document -> document.getDocumentInformation().getTitle()))
                .isEqualTo("Test result: Łucja Øverland-Briemer");
        assertThat(pdf.<String>read(document -> document.getDocumentCatalog().getLanguage()))
                .isEqualTo("en");
        assertThat(pdf.<String>read(document -> document.getDocumentInformation()
                        .getCreationDate()
                        .toInstant()
                        .toString()))
                .isEqualTo("2019-03-10T02:53:29Z");
    }

    @Test
    void embedsASubsetOfEachFont() {
        assertThat(fonts(pdf(Candidates.short5()))).isNotEmpty().allMatch(name -> name.matches("[A-Z]{6}\\+.+"));
    }

    @Test
    void saysThatTheListHasNoAnswers() {
        ObjectNode candidate = Candidates.short5();
        candidate.remove(List.of("questions", "answers", "tag_ids", "tags", "opening", "category"));

        assertThat(pdf(candidate).text())
                .contains("Łucja Øverland-Briemer", "Opening 100", "Not included: Toggl Hire's list of candidates")
                .doesNotContain("Tags");
    }

    @Test
    void readsTheExampleOfTogglsSchema() {
        ObjectNode candidate = Candidates.read("""
                {"id":"100","name":"Cord Briemer","email":"rosario84@real.com","profile_url":"https://github.com/debitis",
                "contact_info":{"full_name":"Cord Briemer","contact_email":"acarmona@duran-gomez.info"},
                "started_at":"2019-03-10T02:39:32.59275","finished_at":"2019-03-10T02:53:29.05823","points":12,
                "score":85.714286,"rating":0,"hire_state":"possible-hire","category_id":"100","job_opening_id":"100",
                "tag_ids":["Hello, world!"],"questions":[{"id":400,"question_type":"single-choice","skill":"Personality",
                "content":"Which one describes **you** better?","points":3,
                "options":[{"id":"500","content":"Done is better than perfect","correct":true}]}],
                "answers":[{"question_id":"400","text_answer":"Hello, world!","points":3,
                "chosen_option_ids":["Hello, world!"]}]}
                """);

        assertThat(pdf(candidate).text())
                .contains("○ Done is better than perfect ✗ missed")
                .contains("Chosen, but not among the options listed: Hello, world!")
                .contains("Points\n12\n", "not rated")
                .doesNotContain("of 3 stars");
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("Latin", "Łódź, façade, Tiếng Việt, İstanbul, naïve, ß, ﬁ → ≤"),
                Arguments.of("Cyrillic", "Какой язык вы знаете лучше? Ґанок, Ђорђе"),
                Arguments.of("Greek", "Ποια γλώσσα ξέρετε; ᾍδης"),
                Arguments.of("Chinese", "你最近做了什么？請詳細說明。"),
                Arguments.of("Japanese", "最近、何を作りましたか？カタカナ「ひらがな」"),
                Arguments.of("Korean", "최근에 무엇을 만들었습니까? ㄱ"),
                Arguments.of("Arabic", "ما هي لغة البرمجة المفضلة لديك؟ لا إله"),
                Arguments.of("Persian", "پرسش چیست گفتگو ژاله"),
                Arguments.of("Hebrew", "מה בנית לאחרונה?"),
                Arguments.of("Thai", "คุณสร้างอะไร"),
                Arguments.of("Devanagari", "आपने क्या बनाया"),
                Arguments.of("Armenian", "Ինչ եք կառուցել"),
                Arguments.of("Georgian", "რა ააშენე"),
                Arguments.of("emoji", "😀🚀👍"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void textCanBeTakenOutAgainInEveryScript(String script, String text) {
        ObjectNode candidate = Candidates.asking("Is **" + text + "** right?", text);
        candidate.putArray("tags").add(text);

        assertThat(pdf(candidate).lines().stream().map(ScorecardTest::plain))
                .contains(plain(text))
                .filteredOn(plain(text)::equals)
                .hasSizeGreaterThanOrEqualTo(2);
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
    void showsAnswersToQuestionsThatAreNotListed() {
        ObjectNode candidate = Candidates.answering("listed");
        candidate
                .withArray("answers")
                .addObject()
                .put("question_id", "999")
                .put("text_answer", "stray")
                .put("points", 1);

        assertThat(pdf(candidate).lines())
                .containsSubsequence("Answers to questions that Toggl Hire does not list", "? 1 point", "stray");
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

    @Test
    void givesTheSameBytesForTheSameCandidate() {
        assertThat(new Scorecard().pdf(Candidates.short5())).isEqualTo(SCORECARD.pdf(Candidates.short5()));
    }

    @Test
    void servesSeveralThreadsAtOnce() throws Exception {
        List<ObjectNode> candidates = new ArrayList<>(List.of(Candidates.short5()));
        scripts().forEach(script -> candidates.add(Candidates.answering((String) script.get()[1])));
        List<byte[]> alone = candidates.stream().map(new Scorecard()::pdf).toList();
        Scorecard shared = new Scorecard();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                List<Future<byte[]>> together = new ArrayList<>();
                for (ObjectNode candidate : candidates) {
                    together.add(threads.submit(() -> shared.pdf(candidate)));
                }
                for (int i = 0; i < candidates.size(); i++) {
                    assertThat(together.get(i).get()).isEqualTo(alone.get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> fonts(Pdf pdf) {
        return pdf.read(document -> {
            List<String> names = new ArrayList<>();
            var resources = document.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                names.add(font.getName());
            }
            return names;
        });
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
