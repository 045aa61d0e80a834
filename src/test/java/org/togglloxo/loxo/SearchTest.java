package org.togglloxo.loxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Fail;

class SearchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANN = "{\"id\":7,\"emails\":[{\"id\":1,\"value\":\"Ann@Example.com\"}]}";
    private static final String DECOY = "{\"id\":8,\"emails\":[{\"id\":2,\"value\":\"joann@example.com\"}]}";

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode list(String scrollId, String... people) {
        return json("{\"scroll_id\":%s,\"people\":[%s]}".formatted(scrollId, String.join(",", people)));
    }

    private static JsonNode fullPage(String scrollId, String person) {
        List<String> people = new ArrayList<>(List.of(person));
        while (people.size() < 100) {
            people.add(DECOY);
        }
        return list(scrollId, people.toArray(String[]::new));
    }

    private static Search byAddresses(String... addresses) {
        return Search.byAddresses(List.of(addresses), List.of(), List.of());
    }

    @Test
    void everyAddressIsAskedForOnceAndInQuotationMarks() {
        Search search = byAddresses("ann@example.com", "\"a\\b\"@example.com");
        assertThat(search.hasNext()).isTrue();
        assertThat(search.request().query())
                .containsExactly(Map.entry("query", "emails:\"ann@example.com\""), Map.entry("per_page", "100"));
        search.learn(list("null"));
        assertThat(search.request().query().get(0).getValue()).isEqualTo("emails:\"\\\"a\\\\b\\\"@example.com\"");
        search.learn(list("null"));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isFalse();
        assertThat(search.isAmbiguous()).isFalse();
    }

    @Test
    void onlyAnEqualAddressIsAHit() {
        Search search = byAddresses("ann@example.com");
        search.learn(list("null", DECOY, ANN));
        assertThat(search.isFound()).isTrue();
        assertThat(search.ids()).containsExactly("7");
        assertThat(search.isReadWhole()).isFalse();
    }

    @Test
    void onePersonFoundByBothAddressesIsOnePerson() {
        Search search = byAddresses("ann@example.com", "ANN@example.com ");
        search.learn(list("null", ANN));
        search.learn(list("null", ANN));
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void severalPeopleAreAmbiguousAndNamed() {
        Search search = byAddresses("ann@example.com");
        search.learn(list("null", ANN, ANN.replace("7", "9")));
        assertThat(search.isAmbiguous()).isTrue();
        assertThat(search.ambiguity().reason()).isEqualTo("ambiguous");
        assertThat(search.ambiguity().sentence()).contains("7, 9");
    }

    @Test
    void aFullPageIsScrolledOnUntilTheScrollIdRepeats() {
        Search search = byAddresses("ann@example.com");
        search.learn(fullPage("\"s1\"", DECOY));
        assertThat(search.request().query()).contains(Map.entry("scroll_id", "s1"));
        search.learn(fullPage("\"s1\"", ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void pagesWithoutAnEndAreNeverTakenForNobody() {
        Search search = byAddresses("ann@example.com");
        for (int page = 1; page < 10; page++) {
            search.learn(fullPage("\"s" + page + "\"", DECOY));
            assertThat(search.hasNext()).isTrue();
        }
        assertThatThrownBy(() -> search.learn(fullPage("\"s10\"", DECOY))).isInstanceOfSatisfying(Fail.class, fail -> {
            assertThat(fail.reason()).isEqualTo("too-many-hits");
            assertThat(fail.sentence()).contains("1000 people", "nobody is created", "link CANDIDATE PERSON");
        });
    }

    @Test
    void tenPagesThatEndAreNobody() {
        Search search = byAddresses("ann@example.com");
        for (int page = 1; page < 10; page++) {
            search.learn(fullPage("\"s" + page + "\"", DECOY));
        }
        search.learn(fullPage("null", DECOY));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isFalse();
    }

    @Test
    void theOwnPersonIsReadByIdAndWhereItIsGoneTheAddressesAreAsked() {
        Search search = Search.ofPerson("7", List.of("ann@example.com"));
        assertThat(search.request().path()).isEqualTo("/people/7");
        assertThat(search.request().mayBeMissing()).isTrue();
        search.learn(null);
        assertThat(search.gone()).containsExactly("7");
        assertThat(search.request().path()).isEqualTo("/people");

        Search there = Search.ofPerson("7", List.of("new@example.com"));
        there.learn(json(ANN));
        assertThat(there.isFound()).as("though the address has changed").isTrue();
        assertThat(there.isReadWhole()).isTrue();
        assertThat(there.hasNext()).isFalse();
    }

    @Test
    void someoneRememberedSparesTheQuestionAndIsBelievedOnlyWithTheAddress() {
        Search search = Search.byAddresses(List.of("ann@example.com"), List.of("7"), List.of());
        search.learn(json(ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isTrue();

        Search stale = Search.byAddresses(List.of("ann@example.com"), List.of("8"), List.of());
        stale.learn(json(DECOY));
        assertThat(stale.hasNext()).isTrue();
    }

    @Test
    void whileACreateIsPendingTheNewestPeopleAreLookedThroughToo() {
        Search search = Search.byAddresses(List.of("ann@example.com"), List.of(), List.of(1_790_000_000_000L));
        search.learn(list("null"));
        assertThat(search.request().query()).contains(Map.entry("created_at_sort", "desc"));
        search.learn(fullPage("\"s1\"", DECOY));
        assertThat(search.request().query()).contains(Map.entry("scroll_id", "s1"));
        search.learn(list("null", ANN));
        assertThat(search.isFound()).isTrue();
        assertThat(search.lastPending()).contains(1_790_000_000_000L);
    }

    @Test
    void theNewestAreLookedThroughUntilTheyAreOlderThanTheCreate() {
        Search search = Search.byAddresses(List.of("ann@example.com"), List.of(), List.of(1_790_000_000_000L));
        search.learn(list("null"));
        search.learn(fullPage("\"s1\"", "{\"id\":1,\"created_at\":\"2020-01-01T00:00:00Z\"}"));
        assertThat(search.hasNext()).isFalse();
    }
}
