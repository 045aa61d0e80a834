package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

class LoxoCustomFieldsTest extends SandboxTest {

    @Test
    void areWrittenByACreateAndAnUpdateAndReadUnderTheirKeys() throws Exception {
        HttpResponse<String> answer = client.loxo(
                "POST",
                "/people",
                "person[name]",
                "Ana",
                "person[custom_number_2]",
                "85.714286",
                "person[custom_hierarchy_4][]",
                "88001");
        assertThat(answer.statusCode()).isEqualTo(201);
        String path = "/people/" + sandbox.loxo().people().get(0).id();
        client.loxo(
                "PUT",
                path,
                "person[custom_date_6]",
                "2025-01-06",
                "person[custom_text_5]",
                "7",
                "person[custom_hierarchy_4][]",
                "88001",
                "person[custom_hierarchy_4][]",
                "88002");
        JsonNode person = Client.json(client.loxo("GET", path));
        assertThat(person.get("custom_number_2").decimalValue()).isEqualByComparingTo("85.714286");
        assertThat(person.get("custom_date_6").textValue()).isEqualTo("2025-01-06");
        assertThat(person.get("custom_text_5").textValue()).isEqualTo("7");
        assertThat(person.at("/custom_hierarchy_4/1/name").textValue()).isEqualTo("Failed");
        assertThat(sandbox.loxo().people().get(0).field("custom_hierarchy_4")).isEqualTo("88001,88002");
    }

    @ParameterizedTest
    @CsvSource({
        "person[custom_hierarchy_4][], 88009",
        "person[custom_hierarchy_4][], Passed",
        "person[custom_hierarchy_4], 88001",
        "person[custom_number_2], good",
        "person[custom_date_6], 06.01.2025",
        "person[custom_text_3][], x",
        "person[custom_text_77], x"
    })
    void areRefusedWhereTheyDoNotFit(String name, String value) throws Exception {
        HttpResponse<String> create = client.loxo("POST", "/people", "person[name]", "Ana", name, value);
        assertThat(create.statusCode()).isEqualTo(422);
        assertThat(sandbox.loxo().peopleCount()).isZero();
        long id = sandbox.loxo().seed(PersonSeed.named("Ana"));
        assertThat(client.loxo("PUT", "/people/" + id, name, value).statusCode())
                .isEqualTo(422);
        assertThat(sandbox.loxo().person(id).orElseThrow().fields()).isEmpty();
    }

    @Test
    void comeAndGoWithTheAgencysSetUp() throws Exception {
        long id = sandbox.loxo().seed(PersonSeed.named("Ana"));
        assertThat(sandbox.loxo().setup().remove("dynamic_fields", "Toggl score"))
                .isTrue();
        assertThat(sandbox.loxo().setup().remove("dynamic_fields", "Toggl score"))
                .isFalse();
        assertThat(client.loxo("PUT", "/people/" + id, "person[custom_number_2]", "1")
                        .statusCode())
                .isEqualTo(422);
        sandbox.loxo().setup().addField("Points", "custom_number_9", "Person", "Number");
        assertThat(client.loxo("PUT", "/people/" + id, "person[custom_number_9]", "1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.loxo("GET", "/dynamic_fields").body())
                .contains("custom_number_9")
                .doesNotContain("custom_number_2");
    }

    @Test
    void ofAHierarchyGetNewOptions() throws Exception {
        String path = "/dynamic_fields/303/hierarchies";
        assertThat(Client.json(client.loxo("GET", path))).hasSize(2);
        HttpResponse<String> answer = client.loxo("POST", path, "name", "Repeats", "dynamic_field_id", "303");
        assertThat(answer.statusCode()).isEqualTo(201);
        String option = Client.json(answer).at("/hierarchy/id").asText();
        assertThat(client.loxo("PUT", path + "/" + option, "name", "Repeats it", "parent_id", "88002")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Client.json(client.loxo("GET", path + "/" + option))
                        .get("parent_id")
                        .longValue())
                .isEqualTo(88002);
        long id = sandbox.loxo().seed(PersonSeed.named("Ana"));
        assertThat(client.loxo("PUT", "/people/" + id, "person[custom_hierarchy_4][]", option)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.loxo("DELETE", path + "/" + option).statusCode()).isEqualTo(200);
        assertThat(client.loxo("PUT", "/people/" + id, "person[custom_hierarchy_4][]", option)
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "303, dynamic_field_id, 303, 422",
        "303, name, x, 422",
        "303, parent_id, 1, 422",
        "301, name, x, 422",
        "999, name, x, 422"
    })
    void refuseAnOptionThatIsIncomplete(String field, String name, String value, int status) throws Exception {
        assertThat(client.loxo("POST", "/dynamic_fields/" + field + "/hierarchies", name, value)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void withoutOptionsHaveNoListOfThem() throws Exception {
        assertThat(client.loxo("GET", "/dynamic_fields/301/hierarchies").statusCode())
                .isEqualTo(404);
        assertThat(client.loxo("GET", "/dynamic_fields/999/hierarchies").statusCode())
                .isEqualTo(404);
        assertThat(client.loxo(
                                "POST",
                                "/dynamic_fields/303/hierarchies",
                                "name",
                                "x",
                                "dynamic_field_id",
                                "303",
                                "parent_id",
                                "1")
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.loxo("POST", "/dynamic_fields/303/hierarchies", "name", "x", "dynamic_field_id", "301")
                        .statusCode())
                .isEqualTo(422);
    }
}
