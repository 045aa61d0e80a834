package org.togglloxo.loxo.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.loxo.person.SearchHints.OwnPerson;

/** Whom the search must not overlook while it is open whether a person was made, or who holds an address. */
class DoubtfulSearchTest {

    private static final long SENT = 1_790_000_000_000L;
    private static final long CLOCKS_APART = 300_000;
    private static final String ANN = "{\"id\":7,\"emails\":[{\"id\":1,\"value\":\"ann@example.com\"}]}";
    private static final String BOB = "{\"id\":8,\"emails\":[{\"id\":2,\"value\":\"bob@example.com\"}]}";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode list(String... people) {
        return json("{\"scroll_id\":null,\"people\":[%s]}".formatted(String.join(",", people)));
    }

    private static JsonNode fullPage(String scrollId, String person) {
        return json("{\"scroll_id\":\"%s\",\"people\":[%s]}"
                .formatted(scrollId, String.join(",", Collections.nCopies(100, person))));
    }

    private static SearchHints pending(String... addresses) {
        Set<String> hashes =
                Set.of(List.of(addresses).stream().map(Address::hash).toArray(String[]::new));
        return new SearchHints(List.of(), List.of(), List.of(), new PendingCreates(List.of(SENT), hashes));
    }

    private static PersonSearch ofOwn(SearchHints hints, boolean takesAddresses, String... addresses) {
        return PersonSearch.ofPerson(
                new OwnPerson("7", List.of("bob@example.com"), takesAddresses), List.of(addresses), hints);
    }

    private static String createdAt(long time) {
        return "{\"id\":1,\"created_at\":\"%s\"}".formatted(Instant.ofEpochMilli(time));
    }

    @Test
    void whoWasMadeForAnAddressIsFoundThoughItIsNotWrittenYet() {
        PersonSearch search = PersonSearch.byAddresses(
                List.of("ann@example.com"),
                new SearchHints(List.of("8"), List.of("8"), List.of(), PendingCreates.NONE));
        assertThat(search.request().path()).isEqualTo("/people/8");
        search.learn(json(BOB));
        assertThat(search.request().path()).as("each is read once").isEqualTo("/people");
        search.learn(list());
        assertThat(search.hasNext()).isFalse();
        assertThat(search.ids()).containsExactly("8");
    }

    @Test
    void anAddressThatARememberedPersonDoesNotHoldIsAskedFor() {
        PersonSearch search = PersonSearch.byAddresses(
                List.of("ann@example.com", "bob@example.com"),
                new SearchHints(List.of("7"), List.of(), List.of(), PendingCreates.NONE));
        search.learn(json(ANN));
        assertThat(search.hasNext()).isTrue();
        assertThat(search.request().query().get(0).getValue()).isEqualTo("emails:\"bob@example.com\"");
        search.learn(list(BOB));
        assertThat(search.isAmbiguous()).isTrue();
    }

    @Test
    void somebodyWithTheAddressAndWithoutAnIdIsNotTakenForNobody() {
        PersonSearch search = PersonSearch.byAddresses(List.of("ann@example.com"), SearchHints.NONE);
        JsonNode withoutId = list(ANN.replace("\"id\":7", "\"id\":null"));
        assertThatThrownBy(() -> search.learn(withoutId))
                .isInstanceOf(Retry.class)
                .hasMessageContaining("does not tell their id");
    }

    @Test
    void theNewestAreLookedThroughThoughTheOwnPersonIsThere() {
        PersonSearch search = ofOwn(SearchHints.NONE.pendingAt(SENT, Set.of()), true, "new@example.com");
        search.learn(json(ANN));
        search.learn(list());
        assertThat(search.hasNext()).isTrue();
        assertThat(search.lastPending()).contains(SENT);
    }

    @Test
    void aPendingCreateConcernsNobodyWhoHoldsAllAddresses() {
        PersonSearch search = ofOwn(SearchHints.NONE.pendingAt(SENT, Set.of()), true, "ann@example.com");
        search.learn(json(ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.lastPending()).isEmpty();
    }

    @Test
    void theNewestAreNotLookedThroughWhereAnAddressOfTheCreateLedToSomebody() {
        PersonSearch search = PersonSearch.byAddresses(List.of("ann@example.com"), pending("ann@example.com"));
        search.learn(list(ANN));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void anEndlessWalkHidesNobodyWhoseAddressesWereAllAskedFor() {
        PersonSearch search = PersonSearch.byAddresses(List.of("ann@example.com"), pending("ann@example.com"));
        search.learn(list());
        for (int page = 0; search.hasNext(); page++) {
            search.learn(fullPage("s" + page, BOB));
        }
        assertThat(search.isCutShort()).isFalse();
    }

    @Test
    void aWalkThatComesBackToTheCreateHidesNobody() {
        PersonSearch search = PersonSearch.byAddresses(List.of("ann@example.com"), pending("old@example.com"));
        search.learn(list());
        search.learn(fullPage("s", createdAt(SENT - CLOCKS_APART - 1)));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.isCutShort()).isFalse();
    }

    @Test
    void whoWasMadeByAClockThatIsBehindIsStillLookedFor() {
        PersonSearch search = PersonSearch.byAddresses(List.of("ann@example.com"), pending("old@example.com"));
        search.learn(list());
        search.learn(fullPage("s", createdAt(SENT - CLOCKS_APART)));
        assertThat(search.hasNext()).isTrue();
    }

    @Test
    void aSettledAddressIsAskedForOnlyWhereItWouldBeWritten() {
        PersonSearch kept = ofOwn(SearchHints.NONE, false, "ann@example.com", "bob@example.com");
        kept.learn(json(ANN));
        assertThat(kept.hasNext()).isFalse();
        PersonSearch unsettled = ofOwn(SearchHints.NONE, false, "ann@example.com", "new@example.com");
        unsettled.learn(json(ANN));
        assertThat(unsettled.hasNext()).isTrue();
    }
}
