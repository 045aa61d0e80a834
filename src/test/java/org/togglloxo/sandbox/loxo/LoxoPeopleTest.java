package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Call;

class LoxoPeopleTest extends SandboxTest {

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().candidates(200).build();
    }

    @Test
    void createsAndShowsThePerson() throws Exception {
        HttpResponse<String> answer = client.loxo(
                "POST",
                "/people",
                "person[name]",
                "Ґалина 𠮷",
                "person[email]",
                "g@example.com",
                "person[phone]",
                "+380 44 555 12 34",
                "person[title]",
                "Engineer",
                "person[custom_text_3]",
                "85.7");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Client.json(answer).get("errors")).isEmpty();
        long id = Client.json(answer).at("/person/id").longValue();
        JsonNode person = Client.json(client.loxo("GET", "/people/" + id));
        assertThat(person.get("name").textValue()).isEqualTo("Ґалина 𠮷");
        assertThat(person.at("/emails/0/value").textValue()).isEqualTo("g@example.com");
        assertThat(person.at("/phones/0/value").textValue()).isEqualTo("+380 44 555 12 34");
        assertThat(person.get("current_title").textValue()).isEqualTo("Engineer");
        assertThat(person.get("custom_text_3").textValue()).isEqualTo("85.7");
        assertThat(Client.json(client.loxo("GET", "/people/" + id + "/emails"))).hasSize(1);
        assertThat(Client.json(client.loxo("GET", "/people/" + id + "/phones"))).hasSize(1);
    }

    @Test
    void takesWhateverSeededCandidatesCarry() throws Exception {
        for (String id : sandbox.toggl().candidateIds()) {
            JsonNode candidate = sandbox.toggl().candidate(id).orElseThrow();
            String preferred = candidate.at("/contact_info/contact_email").asText();
            String phone = candidate.at("/contact_info/phone").asText();
            HttpResponse<String> answer = client.loxo(
                    "POST",
                    "/people",
                    "person[name]",
                    candidate.at("/contact_info/full_name").asText("?") + "?",
                    "person[emails][]",
                    candidate.get("email").asText(),
                    "person[emails][]",
                    preferred.isEmpty() ? "none@example.com" : preferred,
                    "person[phone]",
                    phone.isEmpty() ? "5550000" : phone);
            assertThat(answer.statusCode()).as(candidate.toString()).isEqualTo(201);
        }
    }

    @Test
    void readsMultipartAsUtf8() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"person[name]\"\r\n\r\nŁucja\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"person[resume]\"; filename=\"cv.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n";
        HttpRequest.Builder request = client.loxoRequest("POST", "/people")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .method("POST", BodyPublishers.ofString(body));
        assertThat(client.send(request).statusCode()).isEqualTo(201);
        assertThat(sandbox.loxo().people()).singleElement().satisfies(person -> {
            assertThat(person.name()).isEqualTo("Łucja");
            assertThat(person.field("resume")).isEqualTo("cv.pdf");
        });
    }

    @Test
    void losesTagsAndSourceOnACreate() throws Exception {
        client.loxo(
                "POST",
                "/people",
                "person[name]",
                "Ana",
                "person[all_raw_tags][]",
                "toggl:shortlist",
                "person[source_type_id]",
                "5120",
                "person[person_type_id]",
                "61");
        PersonSeed person = sandbox.loxo().people().get(0);
        assertThat(person.tags()).isEmpty();
        assertThat(person.fields()).isEmpty();
    }

    @Test
    void createsTheSamePersonTwiceWhenAskedTwice() throws Exception {
        long one = client.create("Ana", "ana@example.com");
        long other = client.create("Ana", "ANA@example.com");
        assertThat(other).isNotEqualTo(one);
        assertThat(sandbox.loxo().duplicates()).containsOnlyKeys("ana@example.com");
        assertThat(sandbox.loxo().peopleByAddress("Ana@Example.com"))
                .extracting(PersonSeed::id)
                .containsExactly(one, other);
    }

    @Test
    void addsAddressesAndNumbersOnAnUpdate() throws Exception {
        long id = client.create("Ana", "ana@example.com");
        client.loxo("PUT", "/people/" + id, "person[email]", "ana@example.org", "person[phone]", "5550001");
        client.loxo("PUT", "/people/" + id, "person[email]", "ANA@example.com", "person[phone]", "5550001");
        PersonSeed person = sandbox.loxo().person(id).orElseThrow();
        assertThat(person.emails()).containsExactly("ana@example.com", "ana@example.org");
        assertThat(person.phones()).containsExactly("5550001");
    }

    @Test
    void replacesAllTagsOrAppendsToThem() throws Exception {
        long id = client.create("Ana", "ana@example.com");
        client.loxo("PUT", "/people/" + id, "person[all_raw_tags][]", "a", "person[all_raw_tags][]", "b");
        client.loxo("PUT", "/people/" + id, "person[raw_tags][]", "b", "person[raw_tags][]", "c");
        assertThat(sandbox.loxo().person(id).orElseThrow().tags()).containsExactly("a", "b", "c");
        client.loxo("PUT", "/people/" + id, "person[all_raw_tags][]", "d");
        assertThat(sandbox.loxo().person(id).orElseThrow().tags()).containsExactly("d");
    }

    @Test
    void blanksWhatAnUpdateSendsEmptyAndRemembersIt() throws Exception {
        long id = sandbox.loxo()
                .seed(PersonSeed.named("Ana").withField("city", "Tartu").withField("zip", "50090"));
        HttpResponse<String> answer = client.loxo("PUT", "/people/" + id, "person[city]", "", "person[zip]", "50091");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sandbox.loxo().person(id).orElseThrow().fields()).containsOnlyKeys("zip");
        assertThat(sandbox.loxo().emptyValuesReceived()).containsExactly("PUT /people/" + id + " person[city]");
        assertThat(client.loxo("PUT", "/people/" + id, "person[name]", "").statusCode())
                .isEqualTo(422);
    }

    @Test
    void remembersWhatWasSaidAboutAPerson() throws Exception {
        long id = client.create("Ana", "ana@example.com");
        client.create("Bea", "bea@example.com");
        client.loxo("PUT", "/people/" + id, "person[city]", "Tartu");
        assertThat(sandbox.loxo().callsAbout(id))
                .extracting(Call::operation)
                .containsExactly("POST /people", "PUT /people/{id}");
    }

    @Test
    void mergesIntoTheOlderOne() throws Exception {
        long older = client.create("Ana", "ana@example.com");
        long younger = client.create("Ana", "ana@example.org");
        assertThat(sandbox.loxo().merge(younger, older)).isEqualTo(older);
        assertThat(client.loxo("GET", "/people/" + younger).statusCode()).isEqualTo(404);
        assertThat(sandbox.loxo().peopleByAddress("ana@example.org"))
                .extracting(PersonSeed::id)
                .containsExactly(older);
        JsonNode merges = Client.json(client.loxo("GET", "/merges"));
        assertThat(merges.at("/merges/0/merged_item_id").longValue()).isEqualTo(younger);
    }

    @Test
    void knowsSomeCandidatesAlreadyOnRequest() {
        try (Sandbox lively = Sandbox.start(
                SandboxOptions.builder().candidates(40).knownPeople(6).build())) {
            assertThat(lively.loxo().people()).hasSize(6).allMatch(p -> !p.field("description")
                    .isEmpty());
            assertThat(lively.loxo().people()).anyMatch(p -> p.tags().contains("vip"));
            assertThat(lively.loxo().people()).anyMatch(p -> p.field("city").isEmpty());
        }
    }
}
