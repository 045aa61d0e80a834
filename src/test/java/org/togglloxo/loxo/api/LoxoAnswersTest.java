package org.togglloxo.loxo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Retry;
import org.togglloxo.settings.Secrets;

class LoxoAnswersTest {

    private static final LoxoRequest CREATE =
            LoxoRequest.write("POST", "/people", List.of(Map.entry("person[name]", "Ann Secretive")));
    private final LoxoAnswers answers = new LoxoAnswers(Secrets.of("the-key"));

    private JsonNode read(LoxoRequest request, int status, String body) throws Exception {
        return answers.read(request, status, body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGoodAnswerIsItsJson() throws Exception {
        assertThat(read(CREATE, 201, "{\"person\":{\"id\":7},\"errors\":[]}")
                        .get("id")
                        .asInt())
                .isEqualTo(7);
        assertThat(LoxoAnswers.idOf(CREATE, read(CREATE, 200, "{\"person\":{\"id\":7}}")))
                .isEqualTo("7");
        assertThat(LoxoAnswers.idOf(CREATE, read(CREATE, 200, "{\"id\":\"7\"}")))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"person\":{\"id\":null},\"errors\":[]}", "{\"person\":{}}", "{}", "{\"id\":\"\"}"})
    void aSuccessWithoutAnIdSavedNothing(String body) throws Exception {
        assertThatThrownBy(() -> LoxoAnswers.idOf(CREATE, read(CREATE, 200, body)))
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.reason()).isEqualTo("nothing-saved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5001/../1\"", "5001.5", "1.0E30", "true", "{\"id\":1}", "\"7?x=1\""})
    void anIdThatWouldLeadElsewhereIsNotTaken(String id) {
        List.of("{\"person\":{\"id\":%s}}", "{\"id\":%s}", "{\"people\":[{\"id\":6},{\"id\":%s}]}")
                .forEach(body -> assertThatThrownBy(() -> read(CREATE, 200, body.formatted(id)))
                        .isInstanceOf(Retry.class)
                        .hasMessageContaining("answered POST /people with an id that is none (%s)".formatted(id)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | without a word, where JSON is due", "<p>Down</p> | something that is not JSON: Down"})
    void whatIsNoJsonIsToldAsItCame(String body, String told) {
        assertThatThrownBy(() -> read(CREATE, 200, body))
                .isInstanceOf(Retry.class)
                .hasMessageEndingWith(told);
    }

    @Test
    void errorsInASuccessAreARefusal() {
        assertThatThrownBy(() -> read(CREATE, 200, "{\"person\":{\"id\":7},\"errors\":[\"No\"]}"))
                .isInstanceOfSatisfying(Fail.class, fail -> {
                    assertThat(fail.reason()).isEqualTo("refused");
                    assertThat(fail.message()).contains("POST /people: No");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/people/7 | person",
                "/companies/7 | company",
                "/jobs/7 | job",
                "/dynamic_fields/7 | dynamic_field",
                "/webhooks/7 | webhook",
                "/person_events/7 | person_event"
            })
    void anItemIsTheSameBareAndInItsEnvelope(String path, String name) throws Exception {
        LoxoRequest request = LoxoRequest.getIfThere(path);
        JsonNode bare = read(request, 200, "{\"id\":7,\"name\":\"It\"}");
        assertThat(read(request, 200, "{\"%s\":{\"id\":7,\"name\":\"It\"}}".formatted(name)))
                .isEqualTo(bare);
    }

    @Test
    void aListAndWhatIsBelowAnItemStayAsTheyAre() throws Exception {
        String list = "{\"person\":null,\"people\":[{\"id\":7}]}";
        assertThat(read(LoxoRequest.get("/people", List.of()), 200, list)).isEqualTo(new ObjectMapper().readTree(list));
        String applied = "{\"job\":{\"id\":3},\"candidate\":{\"id\":null}}";
        assertThatThrownBy(() -> LoxoAnswers.requireSaved(
                        "POST /jobs/3/apply",
                        read(LoxoRequest.write("POST", "/jobs/3/apply", List.of()), 200, applied)))
                .isInstanceOf(Fail.class);
    }

    @Test
    void errorsAsTextAreARefusal() {
        assertThatThrownBy(() -> read(CREATE, 200, "{\"person\":{\"id\":7},\"errors\":\"Email is invalid\"}"))
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.message()).contains("Email is invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "12", "\"text\"", "{\"person\":"})
    void whatIsNoJsonMayPass(String body) {
        assertThatThrownBy(() -> read(CREATE, 200, body)).isInstanceOf(Retry.class);
        assertThatThrownBy(() -> read(CREATE, 200, null)).isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aMissingPersonIsAnAnswerOnlyWhereItMayBe(int status) throws Exception {
        assertThat(read(LoxoRequest.getIfThere("/people/7"), status, "")).isNull();
        assertThatThrownBy(() -> read(LoxoRequest.get("/people/7", List.of()), status, ""))
                .isInstanceOfSatisfying(
                        HttpOperationFailedException.class,
                        missing -> assertThat(missing.getStatusCode()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/people/7", "/jobs/7", "/companies/7", "/person_events/7", "/dynamic_fields/7", "/webhooks/7"})
    void aBareNullForAnItemMeansThatItIsNotThere(String path) throws Exception {
        assertThat(read(LoxoRequest.getIfThere(path), 200, " null\n")).isNull();
        assertThatThrownBy(() -> read(LoxoRequest.get(path, List.of()), 200, "null"))
                .isInstanceOfSatisfying(
                        HttpOperationFailedException.class,
                        missing -> assertThat(missing.getStatusCode()).isEqualTo(404));
    }

    @Test
    void aBareNullForAListIsAnError() {
        assertThatThrownBy(() -> read(LoxoRequest.get("/people", List.of()), 200, "null"))
                .isInstanceOf(Retry.class);
        assertThatThrownBy(() -> read(LoxoRequest.getIfThere("/jobs/7/candidates"), 200, "null"))
                .isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\":[\"Invalid parameters: [:x]\"]} | Invalid parameters: [:x]",
                "{\"status\":404,\"error\":\"Not Found\"} | Not Found",
                "{\"errors\":{\"email\":[\"is taken\",\"is odd\"]}} | is taken; is odd",
                "{\"message\":\"for ann@example.com with the-key\"} | for (address) with ***",
                "{\"error\":\"Ann Secretive is odd\"} | (name) is odd",
                "<html><style>x{}</style><h1>502</h1>  Bad</html> | 502 Bad",
                "plain words | plain words"
            })
    void loxosWordsAreToldWithoutSecretsAndPeople(String body, String words) {
        assertThatThrownBy(() -> read(CREATE, 422, body))
                .isInstanceOfSatisfying(HttpOperationFailedException.class, refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(422);
                    assertThat(refusal.getResponseBody()).isEqualTo(words);
                });
    }

    private static final LoxoRequest JANE = LoxoRequest.write(
            "POST",
            "/people",
            List.of(
                    Map.entry("person[name]", "Jane Mary O'Brien-Müller"),
                    Map.entry("person[email]", "jane.miller@example.com"),
                    Map.entry("person[phone]", "+49 170 1234567"),
                    Map.entry("person[city]", "Bad Münstereifel")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Phone +49 170 1234567 is invalid | Phone (phone) is invalid",
                "Phone 0170/123-4567 is invalid | Phone (number) is invalid",
                "phone (0170) 12 34 567 is taken | phone (number) is taken",
                "ends in 4567, status 422 | ends in (number), status 422",
                "Jane already exists | (name) already exists",
                "JANE MULLER exists | (name) exists",
                "jane_mueller (id 50026) exists | (name) (id 50026) exists",
                "there is a Miller, o'brien and a Mu\u0308ller | there is a (name), o'(name) and a (name)",
                "JaneMary and Mül... are one | (name) and (name)... are one",
                "Bad Münstereifel is odd, bad is not | (city) is odd, bad is not",
                "Invalid parameters: [:person], person[email] has been taken | Invalid parameters: [:person], person[email] has been taken",
                "jane.miller at example.com | (name) at example.com",
                "call 2025550123 or +1 202 555 0123 | call (number) or (number)",
                "Job 58214 of 12 is closed | Job 58214 of 12 is closed"
            })
    void whatIsPersonalInARefusalIsMaskedAndTheRestStays(String words, String clean) {
        assertThat(answers.words(JANE, null, "{\"errors\":[\"" + words.replace("\"", "\\\"") + "\"]}"))
                .isEqualTo(clean);
    }

    @Test
    void whatAnEarlierCallSentIsMaskedToo() {
        Delivery jane = new Delivery(
                "1",
                "review",
                true,
                Map.of("name", "王小明 Jane", "phone", "170 1234567"),
                List.of("jm@example.com"),
                List.of(),
                Map.of(),
                "none");
        LoxoRequest tags =
                LoxoRequest.write("PUT", "/people/7", List.of(Map.entry("person[all_raw_tags][]", "toggl:review")));
        assertThat(answers.words(tags, jane, "toggl:review: jane (王小明) with 1234567 is locked"))
                .isEqualTo("toggl:review: (name) ((name)) with (number) is locked");
    }

    static List<String> shapes() {
        return List.of(
                "7",
                "a@",
                "<",
                "<script",
                "<a",
                " ",
                "%40",
                "+",
                "7 ",
                "(",
                "{\"errors\":",
                "\"",
                "\\\"",
                "[",
                "Jane ",
                "\u0308",
                "ü",
                "</",
                "<style></style",
                "....",
                "7-");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aMegabyteOfWhateverShapeTakesNoTime(String shape) {
        String body = shape.repeat((1 << 20) / shape.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(answers.words(JANE, null, body)).hasSizeLessThan(310);
            assertThat(answers.words(JANE, null, "<html>" + body)).hasSizeLessThan(310);
            assertThat(answers.words(JANE, null, "{\"errors\":[" + new ObjectMapper().writeValueAsString(body) + "]}"))
                    .hasSizeLessThan(310);
        });
    }

    @Test
    void longWordsAreShortened() {
        assertThat(answers.words(CREATE, null, "x ".repeat(1000)))
                .hasSizeLessThan(310)
                .endsWith("...");
    }
}
