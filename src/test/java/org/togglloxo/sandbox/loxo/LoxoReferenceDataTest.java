package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;

class LoxoReferenceDataTest extends SandboxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job_categories",
                "activity_types",
                "compensation_types",
                "dynamic_fields",
                "job_types",
                "source_types",
                "person_types",
                "email_types",
                "phone_types",
                "company_types",
                "currencies",
                "job_statuses",
                "person_global_statuses",
                "person_lists",
                "social_profile_types",
                "users",
                "workflows",
                "workflow_stages"
            })
    void listsAreBareArrays(String name) throws Exception {
        JsonNode list = Client.json(client.loxo("GET", "/" + name));
        assertThat(list.isArray()).isTrue();
        assertThat(list).isNotEmpty().allMatch(entry -> entry.get("id").isNumber() && entry.has("name"));
    }

    @Test
    void hiddenActivityTypesAreShownOnRequest() throws Exception {
        assertThat(client.loxo("GET", "/activity_types").body()).doesNotContain("Retired step");
        assertThat(client.loxo("GET", "/activity_types?show_hidden=true").body())
                .contains("Retired step");
        assertThat(Client.json(client.loxo("GET", "/workflow_stages?workflow_id=154")))
                .isEmpty();
    }

    @Test
    void countriesArePaged() throws Exception {
        JsonNode page = Client.json(client.loxo("GET", "/countries?page=2&per_page=100"));
        assertThat(page.get("current_page").intValue()).isEqualTo(2);
        assertThat(page.get("countries")).hasSize(100);
        assertThat(Client.json(client.loxo("GET", "/countries?query=eston")).get("countries"))
                .singleElement()
                .satisfies(
                        country -> assertThat(country.get("code").textValue()).isEqualTo("EE"));
    }

    @Test
    void statesArePagedAndCitiesScrolled() throws Exception {
        String states = "/countries/" + countryId("United States") + "/states";
        assertThat(Client.json(client.loxo("GET", states + "?per_page=20&page=3"))
                        .get("states"))
                .hasSize(10);
        JsonNode california =
                Client.json(client.loxo("GET", states + "?query=californ")).at("/states/0");
        String cities = states + "/" + california.get("id").asText() + "/cities";
        JsonNode first = Client.json(client.loxo("GET", cities + "?per_page=5"));
        assertThat(first.get("cities")).hasSize(5);
        JsonNode last = Client.json(client.loxo(
                "GET",
                cities + "?per_page=5&scroll_id=" + first.get("scroll_id").textValue()));
        assertThat(last.at("/cities/0/name").textValue()).isEqualTo("Oakland");
        assertThat(last.get("scroll_id").isNull()).isTrue();
        assertThat(client.loxo("GET", cities + "?query=oak").statusCode()).isEqualTo(422);
        assertThat(client.loxo("GET", "/countries/9999/states").statusCode()).isEqualTo(404);
        assertThat(client.loxo("GET", "/countries/1/states/4001/cities").statusCode())
                .isEqualTo(404);
    }

    private String countryId(String name) throws Exception {
        for (JsonNode country : Client.json(client.loxo("GET", "/countries?query=united+states"))
                .get("countries")) {
            if (country.get("name").textValue().equals(name)) {
                return country.get("id").asText();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void everyOpeningHasAJob() throws Exception {
        JsonNode jobs = Client.json(client.loxo("GET", "/jobs?per_page=100"));
        assertThat(jobs.get("total_count").intValue())
                .isEqualTo(sandbox.toggl().openings().size());
        long id = jobs.at("/results/0/id").longValue();
        assertThat(Client.json(client.loxo("GET", "/jobs/" + id)).get("title").textValue())
                .isEqualTo(sandbox.toggl().openings().get(0).get("name").textValue());
    }

    @Test
    void aHierarchyFieldShowsItsOptions() throws Exception {
        JsonNode field = Client.json(client.loxo("GET", "/dynamic_fields/303"));
        assertThat(field.get("key").textValue()).isEqualTo("custom_hierarchy_4");
        long option = field.at("/hierarchies/0/id").longValue();
        long id = client.create("Ana", "ana@example.com");
        client.loxo("PUT", "/people/" + id, "person[custom_hierarchy_4][]", Long.toString(option));
        assertThat(sandbox.loxo().person(id).orElseThrow().field("custom_hierarchy_4"))
                .isEqualTo("88001");
    }
}
