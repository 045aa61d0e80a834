package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.message.Answer;

class LoxoRefusalsTest extends SandboxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wrong", "bearer loxo-sandbox-key", "Bearer \"loxo-sandbox-key\"", "loxo-sandbox-key"})
    void refusesAnyOtherKey(String authorization) throws Exception {
        HttpResponse<String> answer =
                client.send(client.loxoRequest("GET", "/job_categories").setHeader("Authorization", authorization));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Forbidden\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-agency", "%20sandbox-agency", "sandbox-agency%20", "Sandbox-Agency"})
    void refusesAnyOtherSlug(String slug) throws Exception {
        String url = sandbox.loxoBaseUrl() + "/api/" + slug + "/job_categories";
        HttpRequest.Builder request = client.request(url, sandbox.options().loxoKey());
        assertThat(client.send(request).statusCode()).isEqualTo(403);
        assertThat(sandbox.unexpected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/people", "/api/v1/jobs", "/api/sandbox-agency/persons", "/people", "/"})
    void refusesAndNamesWhatIsNotInTheOpenApi(String path) throws Exception {
        HttpRequest.Builder request =
                client.request(sandbox.loxoBaseUrl() + path, sandbox.options().loxoKey());
        assertThat(client.send(request).statusCode()).isEqualTo(403);
        assertThat(sandbox.unexpected()).containsExactly("GET " + path);
    }

    @Test
    void answersEveryPublishedEndpoint() throws Exception {
        try (InputStream published =
                LoxoRefusalsTest.class.getResourceAsStream("/org/togglloxo/loxo/mapping/loxo-parameters.json")) {
            for (Map.Entry<String, JsonNode> endpoint :
                    Answer.JSON.readTree(published).properties()) {
                String[] operation =
                        endpoint.getKey().replaceAll("\\{.*?}", "1").split(" ");
                assertThat(client.loxo(operation[0], operation[1]).statusCode())
                        .as(endpoint.getKey())
                        .isNotEqualTo(501);
            }
        }
        assertThat(sandbox.unexpected()).isEmpty();
    }

    @Test
    void refusesAnUnknownParameter() throws Exception {
        HttpResponse<String> answer = client.loxo("GET", "/job_categories?per_page=5&page=1");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Invalid parameters: [:per_page, :page]\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "person[nickname], x",
        "name, x",
        "person[tags][], x",
        "person[raw_tags][], x",
        "person[custom_text_9], x",
        "person[custom_text_1], a company field",
        "person[name][], x"
    })
    void refusesAnUnknownFieldOfACreate(String name, String value) throws Exception {
        HttpResponse<String> answer = client.loxo("POST", "/people", "person[name]", "Ana", name, value);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.json(answer).at("/errors/0").textValue())
                .startsWith("Invalid parameters: [:")
                .contains(name);
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void refusesACreateWithoutAName() throws Exception {
        assertThat(client.loxo("POST", "/people", "person[city]", "Tartu").statusCode())
                .isEqualTo(422);
        HttpResponse<String> blank = client.loxo("POST", "/people", "person[name]", " ");
        assertThat(blank.body()).contains("Invalid parameters: [:\\\"person[name]\\\"]");
    }

    @Test
    void refusesAJsonBody() throws Exception {
        HttpRequest.Builder request = client.loxoRequest("POST", "/people")
                .header("Content-Type", "application/json")
                .method("POST", BodyPublishers.ofString("{\"person\":{\"name\":\"Ana\"}}"));
        assertThat(client.send(request).statusCode()).isEqualTo(422);
    }

    @Test
    void refusesABodyThatIsNotUtf8() throws Exception {
        HttpRequest.Builder request = client.loxoRequest("POST", "/people")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("POST", BodyPublishers.ofString("person%5Bname%5D=J%FCrgen"));
        assertThat(client.send(request).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "person[email], nobody, Email is invalid", "person[emails][], a b@example.com, Email is invalid",
        "person[email], a@example, Email is invalid", "person[phone], 12-34, Phone is invalid",
        "person[phones][], n/a, Phone is invalid"
    })
    void refusesAnAddressOrNumberThatIsNone(String name, String value, String message) throws Exception {
        HttpResponse<String> answer = client.loxo("POST", "/people", "person[name]", "Ana", name, value);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/people?per_page=101", "/people?per_page=0", "/jobs?per_page=1000", "/people?scroll_id=abc"})
    void refusesPagesThatItDoesNotGive(String path) throws Exception {
        assertThat(client.loxo("GET", path).statusCode()).isEqualTo(422);
    }

    @Test
    void refusesPagesPastTenThousandResults() throws Exception {
        assertThat(client.loxo("GET", "/jobs?per_page=100&page=100").statusCode())
                .isEqualTo(200);
        assertThat(client.loxo("GET", "/jobs?per_page=100&page=101").statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysNotFoundToAnUnknownPerson() throws Exception {
        HttpResponse<String> answer = client.loxo("GET", "/people/1");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"status\":404,\"error\":\"Not Found\"}");
        assertThat(client.loxo("PUT", "/people/1", "person[city]", "x").statusCode())
                .isEqualTo(404);
        assertThat(client.loxo("GET", "/people/x/emails").statusCode()).isEqualTo(404);
    }
}
