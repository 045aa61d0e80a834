package org.togglloxo.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScorecardTest extends ScorecardCase {

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
}
