package org.togglloxo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every answer against the JSON Schemas that Toggl publishes, and nothing in it that they do not name. */
class TogglSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPageOfTheListIsAsPublished() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.builder().candidates(700).sharedAddresses(20).build())) {
            Client client = new Client(sandbox);
            JsonSchema schema = schema("candidates");
            String url = sandbox.togglBaseUrl() + "/candidates";
            int read = 0;
            while (url != null) {
                JsonNode page = Client.json(client.togglUrl(url));
                assertThat(schema.validate(page)).isEmpty();
                read += page.get("data").size();
                url = page.at("/links/next").textValue();
            }
            assertThat(read).isEqualTo(700);
        }
    }

    @Test
    void everyCandidateIsAsPublished() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(300).build())) {
            Client client = new Client(sandbox);
            JsonSchema schema = schema("candidate");
            for (String id : sandbox.toggl().candidateIds()) {
                JsonNode candidate = Client.json(client.toggl("/candidates/" + id));
                assertThat(schema.validate(candidate)).isEmpty();
                assertThat(candidate.at("/questions/0/id").isNumber()).isTrue();
                assertThat(candidate.at("/answers/0/question_id").isTextual()).isTrue();
            }
        }
    }

    @Test
    void everyOtherAnswerIsAsPublished() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Client client = new Client(sandbox);
            assertThat(schema("openings").validate(Client.json(client.toggl("/openings"))))
                    .isEmpty();
            assertThat(schema("opening").validate(Client.json(client.toggl("/openings/101"))))
                    .isEmpty();
            assertThat(schema("categories").validate(Client.json(client.toggl("/categories"))))
                    .isEmpty();
            assertThat(schema("tags").validate(Client.json(client.toggl("/tags"))))
                    .isEmpty();
        }
    }

    @Test
    void aNextLinkOfNullIsTheOneDivergence() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().nullNext(true).build())) {
            JsonNode page = Client.json(new Client(sandbox).toggl("/candidates"));
            assertThat(schema("candidates").validate(page))
                    .singleElement()
                    .satisfies(found -> assertThat(found.getInstanceLocation()).hasToString("$.links.next"));
        }
    }

    /** "(empty string)" in the published enum of hire_state stands for "". */
    private static JsonSchema schema(String name) throws IOException {
        try (InputStream in = TogglSchemasTest.class.getResourceAsStream("/toggl-schemas/" + name + ".schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("(empty string)", "");
            JsonNode schema = JSON.readTree(text);
            closeObjects(schema);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        }
    }

    private static void closeObjects(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(TogglSchemasTest::closeObjects);
    }
}
