package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;

class LoxoCompaniesTest extends SandboxTest {

    @Test
    void areCreatedShownAndChanged() throws Exception {
        HttpResponse<String> answer = client.loxo(
                "POST",
                "/companies",
                "company[name]",
                "Øresund Labs",
                "company[company_type_id]",
                "91",
                "company[custom_text_1]",
                "gold",
                "company[emails][]",
                "hello@example.com");
        assertThat(answer.statusCode()).isEqualTo(201);
        String path = "/companies/" + Client.json(answer).at("/company/id").asText();
        JsonNode company = Client.json(client.loxo("GET", path));
        assertThat(company.get("name").textValue()).isEqualTo("Øresund Labs");
        assertThat(company.at("/company_type/name").textValue()).isEqualTo("Client");
        assertThat(company.get("custom_text_1").textValue()).isEqualTo("gold");
        assertThat(client.loxo("PUT", path, "company[url]", "https://example.com")
                        .statusCode())
                .isEqualTo(422);
        client.loxo("PUT", path, "company[name]", "Øresund", "company[url]", "https://example.com");
        assertThat(sandbox.loxo().companies().get(1).get("name").textValue()).isEqualTo("Øresund");
        assertThat(client.loxo("GET", "/companies/1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "company[name], ' '",
        "company[company_type_id], 1",
        "company[fee], much",
        "company[blocked], perhaps",
        "company[nickname], x",
        "company[custom_text_3], a person's field"
    })
    void areRefusedWhereAValueDoesNotFit(String name, String value) throws Exception {
        String[] form = name.equals("company[name]")
                ? new String[] {name, value}
                : new String[] {"company[name]", "A", name, value};
        assertThat(client.loxo("POST", "/companies", form).statusCode()).isEqualTo(422);
        assertThat(sandbox.loxo().companies()).hasSize(1);
    }

    @Test
    void areScrolledThroughWithoutAPageSize() throws Exception {
        for (int i = 0; i < 30; i++) {
            sandbox.loxo().addCompany("Company " + i);
        }
        JsonNode first = Client.json(client.loxo("GET", "/companies?query=company"));
        assertThat(first.get("companies")).hasSize(25);
        JsonNode last = Client.json(client.loxo(
                "GET",
                "/companies?query=company&scroll_id=" + first.get("scroll_id").textValue()));
        assertThat(last.get("companies")).hasSize(5);
        assertThat(last.get("scroll_id").isNull()).isTrue();
        assertThat(client.loxo("GET", "/companies?per_page=10").statusCode()).isEqualTo(422);
    }
}
