package org.togglloxo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogglServiceTest extends SandboxTest {

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().retiredV21(true).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wrong", "bearer toggl-sandbox-key", "Bearer  toggl-sandbox-key", "toggl-sandbox-key"})
    void takesNothingButTheKeyAsDocumented(String authorization) throws Exception {
        HttpRequest.Builder request =
                client.request(sandbox.togglBaseUrl() + "/tags", "").setHeader("Authorization", authorization);
        HttpResponse<String> answer = client.send(request);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"type\":\"AuthenticationError\"}}");
    }

    @Test
    void answersTheRetiredVersionWithGone() throws Exception {
        HttpResponse<String> answer = client.togglUrl(sandbox.togglBaseUrl().replace("v2.2", "v2.1") + "/candidates");
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"type\":\"ApiVersionRetiredError\"}}");
        assertThat(sandbox.unexpected()).isEmpty();
    }

    @Test
    void namesAnEndpointThatItDoesNotHave() throws Exception {
        assertThat(client.toggl("/candidate").statusCode()).isEqualTo(404);
        assertThat(client.togglUrl(sandbox.togglBaseUrl().replace("v2.2", "v3") + "/tags")
                        .statusCode())
                .isEqualTo(404);
        assertThat(sandbox.unexpected()).containsExactly("GET /api/v2.2/candidate", "GET /api/v3/tags");
    }

    @Test
    void saysNotFoundToAnUnknownId() throws Exception {
        assertThat(client.toggl("/candidates/9").statusCode()).isEqualTo(404);
        assertThat(client.toggl("/openings/9").body()).isEqualTo("{\"error\":{\"type\":\"NotFoundError\"}}");
        assertThat(sandbox.unexpected()).isEmpty();
    }

    @Test
    void listsTheCategoriesOfOneOpening() throws Exception {
        JsonNode some =
                Client.json(client.toggl("/categories?job_opening_id=102")).get("data");
        assertThat(some)
                .hasSize(2)
                .allMatch(c -> c.get("job_opening_id").textValue().equals("102"));
        assertThat(Client.json(client.toggl("/categories?job_opening_id=")).get("data"))
                .hasSize(8);
        assertThat(client.toggl("/tags?limit=5").statusCode()).isEqualTo(400);
    }

    @Test
    void answersAnOpeningThatTheListLeavesOut() throws Exception {
        String id = sandbox.toggl().addOpening("Old opening");
        assertThat(client.toggl("/openings").body()).contains("Old opening");
        sandbox.toggl().hideOpening(id);
        assertThat(client.toggl("/openings").body()).doesNotContain("Old opening");
        assertThat(Client.json(client.toggl("/openings/" + id)).get("name").textValue())
                .isEqualTo("Old opening");
    }

    @Test
    void showsTheTestWithTheSingleCandidateOnly() throws Exception {
        String id = sandbox.toggl().candidateIds().get(0);
        JsonNode listed = Client.json(client.toggl("/candidates")).at("/data/0");
        assertThat(listed.get("id").textValue()).isEqualTo(id);
        assertThat(listed.has("questions") || listed.has("answers") || listed.has("tag_ids"))
                .isFalse();
        JsonNode single = Client.json(client.toggl("/candidates/" + id));
        assertThat(single.get("questions").findValuesAsText("question_type"))
                .containsExactly("single-choice", "free-text", "multiple-choice", "code");
    }

    @Test
    void showsAChangeAtOnceInListAndDetail() throws Exception {
        String id = sandbox.toggl().candidateIds().get(3);
        sandbox.toggl()
                .change(id, candidate -> candidate.put("hire_state", "rejected").put("name", "Ђорђе"));
        assertThat(Client.json(client.toggl("/candidates/" + id)).get("name").textValue())
                .isEqualTo("Ђорђе");
        assertThat(Client.json(client.toggl("/candidates")).at("/data/3/name").textValue())
                .isEqualTo("Ђорђе");
        assertThat(sandbox.toggl().candidateCount()).isEqualTo(50);
    }

    @Test
    void letsTwoCandidatesShareAnAddress() {
        String id = sandbox.toggl().candidateIds().get(3);
        String other = sandbox.toggl().addSharing(id);
        assertThat(sandbox.toggl().candidate(other).orElseThrow().get("email"))
                .isEqualTo(sandbox.toggl().candidate(id).orElseThrow().get("email"));
    }
}
