package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

class LoxoSearchTest extends SandboxTest {

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().indexLag(Duration.ofHours(1)).build();
    }

    @Test
    void ranksTheExactAddressBeforeNearMisses() throws Exception {
        for (String address : List.of("ana@example.org", "bea@example.com", "cid@example.com", "dan@example.com")) {
            client.create(address, address);
        }
        long exact = client.create("Ana", "Ana@example.com");
        sandbox.loxo().catchUpIndex();
        JsonNode found = client.searchAddress("ana@EXAMPLE.com");
        assertThat(found.get("people")).hasSize(4);
        assertThat(found.get("total_count").intValue()).isEqualTo(4);
        assertThat(found.at("/people/0/id").longValue()).isEqualTo(exact);
        assertThat(found.at("/people/1/emails/0/value").textValue()).isEqualTo("ana@example.org");
        assertThat(found.get("scroll_id").isNull()).isTrue();
    }

    @Test
    void givesNearMissesWhereNobodyHasTheAddress() throws Exception {
        sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        assertThat(client.searchAddress("ana@example.com").get("people")).hasSize(1);
        assertThat(client.searchAddress("ana@elsewhere.example").get("people")).isEmpty();
    }

    @Test
    void lagsBehindAWriteWhileTheNewestListingDoesNot() throws Exception {
        long id = client.create("Ana", "ana@example.com");
        assertThat(client.searchAddress("ana@example.com").get("people")).isEmpty();
        JsonNode newest = Client.json(client.loxo("GET", "/people?created_at_sort=desc&per_page=1"));
        assertThat(newest.at("/people/0/id").longValue()).isEqualTo(id);
        sandbox.loxo().catchUpIndex();
        assertThat(client.searchAddress("ana@example.com").at("/people/0/id").longValue())
                .isEqualTo(id);
    }

    @Test
    void findsEitherOfTwoAddresses() throws Exception {
        long one = sandbox.loxo().seed(PersonSeed.named("Ana").withEmail("ana@a.example"));
        long other = sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@b.example"));
        String query = Client.encode("emails:\"bea@b.example\" OR emails:\"ana@a.example\"");
        JsonNode people =
                Client.json(client.loxo("GET", "/people?query=" + query)).get("people");
        assertThat(people).extracting(p -> p.get("id").longValue()).containsExactly(other, one);
    }

    private List<Long> found(String query) throws Exception {
        List<Long> ids = new ArrayList<>();
        Client.json(client.loxo("GET", "/people?query=" + Client.encode(query)))
                .get("people")
                .forEach(person -> ids.add(person.get("id").longValue()));
        return ids;
    }

    @Test
    void readsQueriesAsLuceneDoes() throws Exception {
        long ana = sandbox.loxo()
                .seed(PersonSeed.named("Ana").withEmail("ana@a.example").withEmail("\"ana\"@c.example"));
        long bea = sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@b.example"));
        assertThat(found("emails:(\"bea@b.example\" OR \"ana@a.example\")")).containsExactly(bea, ana);
        assertThat(found("emails:(\"bea@b.example\" \"ana@a.example\")")).containsExactly(bea, ana);
        assertThat(found("(emails:\"bea@b.example\") OR (emails:\"ana@a.example\")"))
                .containsExactly(bea, ana);
        assertThat(found("emails:\"bea@b.example\" AND emails:\"ana@a.example\""))
                .isEmpty();
        assertThat(found("emails:\"ana@a.example\" AND \"Ana\"")).containsExactly(ana);
        assertThat(found("emails:\"\\\"ana\\\"@c.example\"")).containsExactly(ana);
        assertThat(found("emails:(\"bea@b.example\"")).as("no query").isEmpty();
    }

    @Test
    void takesOneAddressOnlyWhereTheAgencyIsSo() throws Exception {
        sandbox.loxo().seed(PersonSeed.named("Ana").withEmail("ana@a.example"));
        long bea = sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@b.example"));
        String both = "emails:(\"bea@b.example\" OR \"ana@a.example\")";
        sandbox.loxo().searchBy(AddressSearch.FIRST_ONLY);
        assertThat(found(both)).containsExactly(bea);
        sandbox.loxo().searchBy(AddressSearch.REFUSES_SEVERAL);
        assertThat(client.loxo("GET", "/people?query=" + Client.encode(both)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void searchesNamesOtherwise() throws Exception {
        sandbox.loxo().seed(PersonSeed.named("Ana Tamm").withEmail("x@a.example"));
        sandbox.loxo().seed(PersonSeed.named("Bea Jõgi"));
        assertThat(Client.json(client.loxo("GET", "/people?query=j%C3%B5gi")).get("people"))
                .hasSize(1);
        assertThat(Client.json(client.loxo("GET", "/people?query=x@a.example")).get("people"))
                .isEmpty();
    }

    @Test
    void scrollsThroughEverybodyNewestFirst() throws Exception {
        for (int i = 0; i < 25; i++) {
            sandbox.loxo().seed(PersonSeed.named("Person " + i));
        }
        List<Long> ids = new ArrayList<>();
        String scroll = "";
        while (scroll != null) {
            JsonNode page =
                    Client.json(client.loxo("GET", "/people?created_at_sort=desc&per_page=10&scroll_id=" + scroll));
            page.get("people").forEach(person -> ids.add(person.get("id").longValue()));
            sandbox.loxo().seed(PersonSeed.named("Somebody who comes meanwhile"));
            scroll = page.get("scroll_id").textValue();
        }
        assertThat(ids).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void givesOnlyTheFieldsAndPeopleAskedFor() throws Exception {
        long id = sandbox.loxo().seed(PersonSeed.named("Ana"));
        sandbox.loxo().seed(PersonSeed.named("Bea"));
        JsonNode people = Client.json(client.loxo("GET", "/people?fields=name&include_ids%5B%5D=" + id))
                .get("people");
        assertThat(people).singleElement().satisfies(person -> assertThat(person)
                .hasSize(2));
    }
}
