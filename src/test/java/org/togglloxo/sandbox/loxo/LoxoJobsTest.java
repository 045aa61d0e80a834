package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.fault.Fault;

class LoxoJobsTest extends SandboxTest {

    private Map<String, String> form;

    @BeforeEach
    void aFormIsFilledIn() {
        form = new TreeMap<>(Map.of(
                "job[title]", "Développeur·se Go",
                "job[job_type_id]", "24",
                "job[company_id]", sandbox.loxo().companies().get(0).get("id").asText(),
                "job[salary]", "70,000"));
    }

    @Test
    void areCreatedForACompanyThatExists() throws Exception {
        form.put("job[job_category_ids][]", "713");
        form.put("job[custom_text_2]", "104");
        form.put("job[published]", "true");
        form.put("job[city]", "Tallinn");
        HttpResponse<String> answer = post();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Client.json(answer).get("errors")).isEmpty();
        String id = Client.json(answer).at("/job/id").asText();
        JsonNode job = Client.json(client.loxo("GET", "/jobs/" + id));
        assertThat(job.get("title").textValue()).isEqualTo("Développeur·se Go");
        assertThat(job.at("/job_type/name").textValue()).isEqualTo("Contract");
        assertThat(job.at("/company/name").textValue()).isEqualTo("Sandbox Client");
        assertThat(job.at("/categories/0/name").textValue()).isEqualTo("Support");
        assertThat(job.get("custom_text_2").textValue()).isEqualTo("104");
        assertThat(job.get("published").booleanValue()).isTrue();
        assertThat(sandbox.loxo().jobs()).hasSize(5);
    }

    @Test
    void takeTheCompanyByNameWhereItExists() throws Exception {
        form.remove("job[company_id]");
        form.put("job[raw_company_name]", "sandbox client");
        assertThat(post().statusCode()).isEqualTo(201);
        form.put("job[raw_company_name]", "Nobody & Sons");
        assertThat(post().statusCode()).isEqualTo(422);
        sandbox.loxo().addCompany("Nobody & Sons");
        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(sandbox.loxo().jobs().get(5).at("/company/name").textValue()).isEqualTo("Nobody & Sons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job[title]", "job[job_type_id]", "job[company_id]", "job[salary]"})
    void areRefusedWithoutWhatIsMandatory(String name) throws Exception {
        form.remove(name);
        HttpResponse<String> missing = post();
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(Client.json(missing).at("/errors/0").textValue()).startsWith("Invalid parameters: [:\"job[");
        form.put(name, " ");
        assertThat(post().statusCode()).isEqualTo(422);
        assertThat(sandbox.loxo().jobs()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "job[job_type_id], 1",
        "job[company_id], 1",
        "job[job_category_ids][], 1",
        "job[job_status_id], x",
        "job[country_id], 9999",
        "job[state_id], 4001",
        "job[owner_emails][], nobody@example.com",
        "job[published], perhaps",
        "job[published_at], today",
        "job[custom_text_3], a person's field",
        "job[name], x",
        "title, x"
    })
    void areRefusedWhereAValueDoesNotExist(String name, String value) throws Exception {
        form.put(name, value);
        HttpResponse<String> answer = post();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.json(answer).at("/errors/0").textValue()).contains(name);
        assertThat(sandbox.loxo().jobs()).hasSize(4);
    }

    @Test
    void takeAStateOfTheirCountryOnly() throws Exception {
        JsonNode countries = Client.json(client.loxo("GET", "/countries?query=estonia"));
        String estonia = countries.at("/countries/0/id").asText();
        JsonNode states = Client.json(client.loxo("GET", "/countries/" + estonia + "/states"));
        form.put("job[state_id]", states.at("/states/0/id").asText());
        assertThat(post().statusCode()).isEqualTo(422);
        form.put("job[country_id]", "1");
        assertThat(post().statusCode()).isEqualTo(422);
        form.put("job[country_id]", estonia);
        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(sandbox.loxo().jobs().get(4).at("/state/name").textValue()).isEqualTo("Harju");
    }

    @Test
    void mayAnswerWellAndSaveNothing() throws Exception {
        sandbox.loxoFaults().on("POST /jobs").then(Fault.savedNothing("job"));
        HttpResponse<String> answer = post();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Client.json(answer).at("/job/id").isNull()).isTrue();
        assertThat(sandbox.loxo().jobs()).hasSize(4);
    }

    @Test
    void areChangedAndDeleted() throws Exception {
        String path = "/jobs/" + Client.json(post()).at("/job/id").asText();
        assertThat(client.loxo("PUT", path, "job[title]", "Go").statusCode()).isEqualTo(422);
        form.put("job[title]", "Go");
        form.remove("job[salary]");
        assertThat(client.loxo("PUT", path, pairs()).statusCode()).isEqualTo(200);
        JsonNode job = Client.json(client.loxo("GET", path));
        assertThat(job.get("title").textValue()).isEqualTo("Go");
        assertThat(job.get("salary").textValue()).isEqualTo("70,000");
        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(200);
        assertThat(client.loxo("GET", path).statusCode()).isEqualTo(404);
        assertThat(client.loxo("PUT", path, pairs()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "query=développeur, 2",
        "job_type_id=24, 1",
        "job_status_id=31, 5",
        "job_status_ids%5B%5D=34, 0",
        "job_category_ids%5B%5D=713, 1",
        "status=active, 5",
        "published=true, 4",
        "city=Tallinn, 1"
    })
    void areFoundByFilter(String filter, int count) throws Exception {
        form.putAll(Map.of("job[job_category_ids][]", "713", "job[city]", "Tallinn"));
        post();
        String query = filter.replace("é", "%C3%A9");
        assertThat(Client.json(client.loxo("GET", "/jobs?" + query))
                        .get("total_count")
                        .intValue())
                .isEqualTo(count);
    }

    @Test
    void areListedByTitleOnRequest() throws Exception {
        JsonNode page = Client.json(client.loxo("GET", "/jobs?job_title_sort=desc"));
        assertThat(page.at("/results/0/title").textValue()).isEqualTo("Support Specialist");
        JsonNode firstOrderCounts =
                Client.json(client.loxo("GET", "/jobs?job_title_sort=desc&published_at_sort=asc&rank_sort=asc"));
        assertThat(firstOrderCounts.at("/results/0/title").textValue()).isEqualTo("Support Specialist");
        assertThat(client.loxo("GET", "/jobs?job_title_sort=down").statusCode()).isEqualTo(422);
        assertThat(client.loxo("GET", "/jobs?title=x").statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> post() throws Exception {
        return client.loxo("POST", "/jobs", pairs());
    }

    private String[] pairs() {
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        return pairs.toArray(String[]::new);
    }
}
