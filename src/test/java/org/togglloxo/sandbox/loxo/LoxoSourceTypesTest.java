package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;

class LoxoSourceTypesTest extends SandboxTest {

    @Test
    void areCreatedRenamedAndDeleted() throws Exception {
        HttpResponse<String> answer = client.loxo("POST", "/source_types", "source_type[name]", "Toggl Hire test");
        assertThat(answer.statusCode()).isEqualTo(201);
        String path =
                "/source_types/" + Client.json(answer).at("/source_type/id").asText();
        client.loxo("PUT", path, "source_type[name]", "Toggl test");
        assertThat(Client.json(client.loxo("GET", path)).get("name").textValue())
                .isEqualTo("Toggl test");
        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(200);
        assertThat(client.loxo("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void areListedBehindAnId() throws Exception {
        assertThat(Client.json(client.loxo("GET", "/source_types"))).hasSize(3);
        assertThat(Client.json(client.loxo("GET", "/source_types?after_id=5120")))
                .hasSize(2);
        assertThat(client.loxo("GET", "/source_types?after_id=x").statusCode()).isEqualTo(422);
        assertThat(client.loxo("GET", "/source_types?page=1").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "source_type[name], ' '",
        "name, x",
        "source_type[active], perhaps",
        "source_type[publishable], true",
        "source_type[colour], x"
    })
    void areRefusedWithoutAName(String name, String value) throws Exception {
        assertThat(client.loxo("POST", "/source_types", name, value).statusCode())
                .isEqualTo(422);
        assertThat(sandbox.loxo().setup().list("source_types")).hasSize(3);
    }

    @Test
    void areTakenByAnUpdateOnly() throws Exception {
        String toggl = Long.toString(sandbox.loxo().setup().idOf("source_types", "Toggl Hire"));
        client.loxo("POST", "/people", "person[name]", "Ana", "person[source_type_id]", toggl);
        String path = "/people/" + sandbox.loxo().people().get(0).id();
        assertThat(Client.json(client.loxo("GET", path)).get("source_type").isNull())
                .isTrue();
        client.loxo("PUT", path, "person[source_type_id]", toggl);
        assertThat(Client.json(client.loxo("GET", path)).at("/source_type/name").textValue())
                .isEqualTo("Toggl Hire");
        sandbox.loxo().setup().remove("source_types", "Toggl Hire");
        assertThat(client.loxo("PUT", path, "person[source_type_id]", toggl).statusCode())
                .isEqualTo(422);
    }
}
