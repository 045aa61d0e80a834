package org.togglloxo.loxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Retry;
import org.togglloxo.settings.Secrets;

class LoxoAnswersTest {

    private static final LoxoRequest CREATE =
            LoxoRequest.write("POST", "/people", List.of(Map.entry("person[name]", "Ann Secretive")));
    private final LoxoAnswers answers = new LoxoAnswers(Secrets.of("the-key"));

    @Test
    void aGoodAnswerIsItsJson() throws Exception {
        assertThat(answers.read(CREATE, 201, "{\"person\":{\"id\":7},\"errors\":[]}")
                        .at("/person/id")
                        .asInt())
                .isEqualTo(7);
        assertThat(answers.idOf(CREATE, answers.read(CREATE, 200, "{\"person\":{\"id\":7}}"), "person"))
                .isEqualTo("7");
        assertThat(answers.idOf(CREATE, answers.read(CREATE, 200, "{\"id\":\"7\"}"), "person"))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"person\":{\"id\":null},\"errors\":[]}", "{\"person\":{}}", "{}", "{\"id\":\"\"}"})
    void aSuccessWithoutAnIdSavedNothing(String body) throws Exception {
        assertThatThrownBy(() -> answers.idOf(CREATE, answers.read(CREATE, 200, body), "person"))
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.reason()).isEqualTo("nothing-saved"));
    }

    @Test
    void errorsInASuccessAreARefusal() {
        assertThatThrownBy(() -> answers.read(CREATE, 200, "{\"person\":{\"id\":7},\"errors\":[\"No\"]}"))
                .isInstanceOfSatisfying(Fail.class, fail -> {
                    assertThat(fail.reason()).isEqualTo("refused");
                    assertThat(fail.sentence()).contains("POST /people: No");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "12", "\"text\"", "{\"person\":"})
    void whatIsNoJsonMayPass(String body) {
        assertThatThrownBy(() -> answers.read(CREATE, 200, body)).isInstanceOf(Retry.class);
        assertThatThrownBy(() -> answers.read(CREATE, 200, null)).isInstanceOf(Retry.class);
    }

    @Test
    void aMissingPersonIsAnAnswerOnlyWhereItMayBe() throws Exception {
        assertThat(answers.read(LoxoRequest.getIfThere("/people/7"), 404, "")).isNull();
        assertThatThrownBy(() -> answers.read(LoxoRequest.get("/people/7", List.of()), 404, ""))
                .isInstanceOf(HttpOperationFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/people/7", "/jobs/7", "/companies/7", "/person_events/7", "/dynamic_fields/7", "/webhooks/7"})
    void aBareNullForAnItemMeansThatItIsNotThere(String path) throws Exception {
        assertThat(answers.read(LoxoRequest.getIfThere(path), 200, " null\n")).isNull();
        assertThatThrownBy(() -> answers.read(LoxoRequest.get(path, List.of()), 200, "null"))
                .isInstanceOfSatisfying(
                        HttpOperationFailedException.class,
                        missing -> assertThat(missing.getStatusCode()).isEqualTo(404));
    }

    @Test
    void aBareNullForAListIsAnError() {
        assertThatThrownBy(() -> answers.read(LoxoRequest.get("/people", List.of()), 200, "null"))
                .isInstanceOf(Retry.class);
        assertThatThrownBy(() -> answers.read(LoxoRequest.getIfThere("/jobs/7/candidates"), 200, "null"))
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
        assertThatThrownBy(() -> answers.read(CREATE, 422, body))
                .isInstanceOfSatisfying(HttpOperationFailedException.class, refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(422);
                    assertThat(refusal.getResponseBody()).isEqualTo(words);
                });
    }

    @Test
    void longWordsAreShortened() {
        assertThat(answers.words(CREATE, "x ".repeat(1000)))
                .hasSizeLessThan(310)
                .endsWith("...");
    }
}
