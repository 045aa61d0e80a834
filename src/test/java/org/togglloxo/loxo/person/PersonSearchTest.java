package org.togglloxo.loxo.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.loxo.person.SearchHints.OwnPerson;

class PersonSearchTest {

    private static final long SENT = 1_790_000_000_000L;

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

    private static PersonSearch byAddresses(String... addresses) {
        return PersonSearch.byAddresses(List.of(addresses), SearchHints.NONE);
    }

    @Test
    void everyAddressIsAskedForOnceAndInQuotationMarks() {
        PersonSearch search = byAddresses("ann@example.com", "\"a\\b\"@example.com");
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
        PersonSearch search = byAddresses("ann@example.com");
        search.learn(list("null", DECOY, ANN));
        assertThat(search.isFound()).isTrue();
        assertThat(search.ids()).containsExactly("7");
        assertThat(search.whole()).isEmpty();
    }

    @Test
    void onePersonFoundByBothAddressesIsOnePerson() {
        PersonSearch search = byAddresses("ann@example.com", "ANN@example.com ");
        search.learn(list("null", ANN));
        search.learn(list("null", ANN));
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void severalPeopleAreAmbiguousAndNamed() {
        PersonSearch search = byAddresses("ann@example.com");
        search.learn(list("null", ANN, ANN.replace("7", "9")));
        assertThat(search.isAmbiguous()).isTrue();
        assertThat(search.ambiguity().reason()).isEqualTo("ambiguous");
        assertThat(search.ambiguity().message()).contains("7, 9");
    }

    @Test
    void aFullPageIsScrolledOnUntilTheScrollIdRepeats() {
        PersonSearch search = byAddresses("ann@example.com");
        search.learn(fullPage("\"s1\"", DECOY));
        assertThat(search.request().query()).contains(Map.entry("scroll_id", "s1"));
        search.learn(fullPage("\"s1\"", ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void pagesWithoutAnEndAreNeverTakenForNobody() {
        PersonSearch search = byAddresses("ann@example.com");
        for (int page = 1; page < 10; page++) {
            search.learn(fullPage("\"s" + page + "\"", DECOY));
            assertThat(search.hasNext()).isTrue();
        }
        assertThatThrownBy(() -> search.learn(fullPage("\"s10\"", DECOY))).isInstanceOfSatisfying(Fail.class, fail -> {
            assertThat(fail.reason()).isEqualTo("too-many-hits");
            assertThat(fail.message()).contains("1000 people", "nobody is created", "link CANDIDATE PERSON");
        });
    }

    @Test
    void tenPagesThatEndAreNobody() {
        PersonSearch search = byAddresses("ann@example.com");
        for (int page = 1; page < 10; page++) {
            search.learn(fullPage("\"s" + page + "\"", DECOY));
        }
        search.learn(fullPage("null", DECOY));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isFalse();
    }

    @Test
    void theOwnPersonIsReadByIdAndWhereItIsGoneTheAddressesAreAsked() {
        PersonSearch search = ofPerson(List.of("ann@example.com"), SearchHints.NONE);
        assertThat(search.request().path()).isEqualTo("/people/7");
        assertThat(search.request().mayBeMissing()).isTrue();
        search.learn(null);
        assertThat(search.gone()).containsExactly("7");
        assertThat(search.request().path()).isEqualTo("/people");

        PersonSearch there = ofPerson(List.of("new@example.com"), SearchHints.NONE);
        there.learn(json(ANN));
        assertThat(there.request().query().get(0).getValue()).isEqualTo("emails:\"new@example.com\"");
        there.learn(list("null", DECOY));
        assertThat(there.isFound()).as("though the address has changed").isTrue();
        assertThat(there.whole()).isPresent();
        assertThat(there.hasNext()).isFalse();
    }

    private static PersonSearch ofPerson(List<String> addresses, SearchHints hints, String... settled) {
        return PersonSearch.ofPerson(new OwnPerson("7", List.of(settled), true), addresses, hints);
    }

    @Test
    void somebodyElseWhoHoldsANewAddressIsAmbiguous() {
        PersonSearch search = ofPerson(List.of("ann@example.com", "joann@example.com"), SearchHints.NONE);
        search.learn(json(ANN));
        assertThat(search.request().query().get(0).getValue()).isEqualTo("emails:\"joann@example.com\"");
        search.learn(list("null", DECOY));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isAmbiguous()).isTrue();
        assertThat(search.ambiguity().message()).contains("7, 8");
    }

    @Test
    void somebodyElseWhomLoxosSearchDoesNotKnowYetIsReadById() {
        SearchHints hints = new SearchHints(List.of("7", "8"), List.of(), List.of(), PendingCreates.NONE);
        PersonSearch search = ofPerson(List.of("joann@example.com"), hints);
        search.learn(json(ANN));
        assertThat(search.request().path()).isEqualTo("/people/8");
        search.learn(json(DECOY));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isAmbiguous()).isTrue();
    }

    @Test
    void anAddressThatWasSettledBeforeIsLeftToWhoeverHoldsIt() {
        PersonSearch search =
                ofPerson(List.of("ann@example.com", "joann@example.com"), SearchHints.NONE, "joann@example.com");
        search.learn(json(ANN));
        search.learn(list("null", DECOY));
        assertThat(search.isFound()).isTrue();
        assertThat(search.ids()).containsExactly("7");
        Delivery delivery = new Delivery(
                "1",
                "review",
                true,
                Map.of("name", "Ann"),
                List.of("ann@example.com", "joann@example.com"),
                List.of(),
                Map.of(),
                "none");
        assertThat(search.withoutTaken(delivery).emails()).containsExactly("ann@example.com");
    }

    @Test
    void someoneRememberedSparesTheQuestionAndIsBelievedOnlyWithTheAddress() {
        PersonSearch search = PersonSearch.byAddresses(
                List.of("ann@example.com"), new SearchHints(List.of("7"), List.of(), List.of(), PendingCreates.NONE));
        search.learn(json(ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isTrue();

        PersonSearch stale = PersonSearch.byAddresses(
                List.of("ann@example.com"), new SearchHints(List.of("8"), List.of(), List.of(), PendingCreates.NONE));
        stale.learn(json(DECOY));
        assertThat(stale.hasNext()).isTrue();
    }

    @Test
    void whileACreateIsPendingTheNewestPeopleAreLookedThroughToo() {
        PersonSearch search =
                PersonSearch.byAddresses(List.of("ann@example.com"), SearchHints.NONE.pendingAt(SENT, Set.of()));
        search.learn(list("null"));
        assertThat(search.request().query()).contains(Map.entry("created_at_sort", "desc"));
        search.learn(fullPage("\"s1\"", DECOY));
        assertThat(search.request().query()).contains(Map.entry("scroll_id", "s1"));
        search.learn(list("null", ANN));
        assertThat(search.isFound()).isTrue();
        assertThat(search.lastPending()).contains(SENT);
    }

    @Test
    void theNewestAreLookedThroughUntilTheyAreOlderThanTheCreate() {
        PersonSearch search =
                PersonSearch.byAddresses(List.of("ann@example.com"), SearchHints.NONE.pendingAt(SENT, Set.of()));
        search.learn(list("null"));
        search.learn(fullPage("\"s1\"", "{\"id\":1,\"created_at\":\"2020-01-01T00:00:00Z\"}"));
        assertThat(search.hasNext()).isFalse();
    }

    private static PersonSearch sentWithAnotherAddress(String address) {
        PendingCreates pending = new PendingCreates(List.of(SENT), Set.of(Address.hash(address)));
        return PersonSearch.byAddresses(
                List.of("moved@example.com"), new SearchHints(List.of(), List.of(), List.of(), pending));
    }

    @Test
    void whoWasCreatedWithAnAddressThatIsNoLongerTheCandidatesIsKnownByItsHash() {
        PersonSearch search = sentWithAnotherAddress("ann@example.com");
        search.learn(list("null"));
        search.learn(list("null", DECOY, ANN));
        assertThat(search.ids()).containsExactly("7");
        assertThat(search.isSentFound()).isTrue();
    }

    @Test
    void theNewestAreLookedThroughThoughTheNewAddressLedToSomebody() {
        PersonSearch search = sentWithAnotherAddress("ann@example.com");
        search.learn(list("null", DECOY.replace("joann", "moved")));
        assertThat(search.hasNext()).isTrue();
        search.learn(list("null", ANN));
        assertThat(search.ids()).containsExactly("8", "7");
    }

    @Test
    void aWalkThatDoesNotComeBackToTheCreateTellsNothing() {
        PersonSearch search = sentWithAnotherAddress("ann@example.com");
        search.learn(list("null"));
        int pages = 0;
        while (search.hasNext()) {
            search.learn(fullPage("\"s" + pages++ + "\"", DECOY));
        }
        assertThat(pages).isEqualTo(10);
        assertThat(search.isCutShort()).isTrue();
        assertThat(byAddresses("ann@example.com").isCutShort()).isFalse();
    }
}
