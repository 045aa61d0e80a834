package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.LoxoDocument;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What hangs on a person beside the fields: files, addresses, profiles elsewhere, lists. */
class LoxoProfilesTest extends SandboxTest {

    private long ana;

    @BeforeEach
    void anaIsThere() throws Exception {
        ana = client.create("Ana", "ana@example.com");
    }

    @Test
    void keepFilesAsTheyCame() throws Exception {
        byte[] file = {'%', 'P', 'D', 'F', 0, (byte) 0xff, '\r', '\n'};
        HttpResponse<String> document = client.upload("POST", "/people/" + ana + "/documents", "document", file);
        HttpResponse<String> resume =
                client.upload("POST", "/people/" + ana + "/resumes", "document", file, "source_type_id", "5123");
        assertThat(document.statusCode()).isEqualTo(201);
        assertThat(Client.json(resume).at("/resume/name").textValue()).isEqualTo("document.pdf");
        assertThat(sandbox.loxo().documents())
                .extracting(LoxoDocument::isResume)
                .containsExactly(false, true);
        assertThat(sandbox.loxo().documents()).allSatisfy(own -> {
            assertThat(own.personId()).isEqualTo(ana);
            assertThat(own.content()).isEqualTo(file);
        });
        assertThat(sandbox.loxo().documents().get(1).sourceTypeId()).isEqualTo(5123);
    }

    @ParameterizedTest
    @CsvSource({"documents, source_type_id, 5123", "resumes, source_type_id, 1", "resumes, name, x"})
    void refuseAnUploadThatDoesNotFit(String list, String name, String value) throws Exception {
        byte[] file = {'x'};
        String path = "/people/" + ana + "/" + list;
        assertThat(client.upload("POST", path, "document", file, name, value).statusCode())
                .isEqualTo(422);
        assertThat(client.upload("POST", path, "resume", file).statusCode()).isEqualTo(422);
        assertThat(client.upload("POST", path, "document", new byte[0]).statusCode())
                .isEqualTo(422);
        assertThat(client.loxo("POST", path, "document", "cv.pdf").statusCode()).isEqualTo(422);
        assertThat(client.upload("POST", "/people/1/" + list, "document", file).statusCode())
                .isEqualTo(404);
        assertThat(sandbox.loxo().documents()).isEmpty();
    }

    @Test
    void keepTheFilesOfAPersonsOwnForm() throws Exception {
        byte[] file = {'x', 'y'};
        client.upload("PUT", "/people/" + ana, "person[resume]", file, "person[city]", "Tartu");
        assertThat(sandbox.loxo().documents()).singleElement().satisfies(own -> assertThat(own.content())
                .isEqualTo(file));
        assertThat(client.loxo("PUT", "/people/" + ana, "person[resume]", "cv.pdf")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void getAddressesAndNumbersOfAType() throws Exception {
        HttpResponse<String> answer = client.loxo(
                "POST",
                "/people/" + ana + "/emails",
                "person_email[value]",
                "ana@work.example",
                "person_email[email_type_id]",
                "74");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Client.json(answer).at("/person_email/email_type_id").intValue())
                .isEqualTo(74);
        client.loxo("POST", "/people/" + ana + "/phones", "person_phone[value]", "5550001");
        client.loxo("POST", "/people/" + ana + "/emails", "person_email[value]", "ANA@example.com");
        PersonSeed person = sandbox.loxo().person(ana).orElseThrow();
        assertThat(person.emails()).containsExactly("ana@example.com", "ana@work.example");
        assertThat(person.phones()).containsExactly("5550001");
        JsonNode emails = Client.json(client.loxo("GET", "/people/" + ana + "/emails"));
        assertThat(emails.findValuesAsText("email_type_id")).containsExactly("71", "74");
        assertThat(client.searchAddress("ana@work.example").get("total_count").intValue())
                .isPositive();
    }

    @Test
    void getProfilesElsewhereAndPlacesInLists() throws Exception {
        String url = "https://github.com/ana";
        client.loxo("POST", "/people/" + ana + "/social_profiles", "social_profile_type_id", "124", "url", url);
        assertThat(Client.json(client.loxo("GET", "/people/" + ana + "/social_profiles"))
                        .at("/0/url")
                        .textValue())
                .isEqualTo(url);
        client.loxo("POST", "/people/" + ana + "/list_items", "person_list_item[person_list_id]", "111");
        assertThat(Client.json(client.loxo("GET", "/people/" + ana + "/list_items"))
                        .at("/0/person_list_id")
                        .intValue())
                .isEqualTo(111);
    }

    @ParameterizedTest
    @CsvSource({
        "emails, person_email[value], nobody, 400",
        "emails, person_email[value], '', 422",
        "emails, value, a@example.com, 422",
        "phones, person_phone[value], 12, 400",
        "phones, person_phone[phone_type_id], 81, 422",
        "social_profiles, url, https://example.com, 422",
        "social_profiles, social_profile_type_id, 121, 422",
        "list_items, person_list_item[person_list_id], 1, 422",
        "list_items, person_list_item[position], 1, 422"
    })
    void refuseWhatIsIncompleteOrNone(String list, String name, String value, int status) throws Exception {
        assertThat(client.loxo("POST", "/people/" + ana + "/" + list, name, value)
                        .statusCode())
                .isEqualTo(status);
        assertThat(client.loxo("GET", "/people/1/" + list).statusCode()).isEqualTo(404);
    }

    @Test
    void areUpdatedByAnAddressThatSomebodyHolds() throws Exception {
        String path = "/people/update_by_email";
        HttpResponse<String> answer =
                client.loxo("POST", path, "person[email]", "ANA@example.com", "person[raw_tags][]", "vip");
        assertThat(answer.statusCode()).isEqualTo(200);
        PersonSeed person = sandbox.loxo().person(ana).orElseThrow();
        assertThat(person.tags()).containsExactly("vip");
        assertThat(person.emails()).containsExactly("ana@example.com");
        assertThat(client.loxo("POST", path, "person[email]", "nobody@example.com")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.loxo("POST", path, "person[city]", "Tartu").statusCode())
                .isEqualTo(422);
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "person[source_type_id], 1",
        "person[person_type_id], 1",
        "person[person_global_status_id], 1",
        "person[list_ids][], 1",
        "person[owned_by_id], 1",
        "person[salary_type_id], x"
    })
    void refuseAnIdThatTheAgencyDoesNotHave(String name, String id) throws Exception {
        HttpResponse<String> answer = client.loxo("PUT", "/people/" + ana, name, id);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.json(answer).at("/errors/0").textValue()).contains(name);
    }
}
