package org.togglloxo.loxo.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Fail;
import org.togglloxo.ledger.PendingCreates;

/** Who somebody is whose address nobody holds in Loxo, and another candidate has as well. */
class SharedAddressSearchTest {

    private static final String ANN = "{\"id\":7,\"emails\":[{\"id\":1,\"value\":\"ann@example.com\"}]}";
    private static final String NOBODY = "{\"scroll_id\":null,\"people\":[]}";

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode person(int id) throws JsonProcessingException {
        return json("{\"id\":%d,\"emails\":[{\"id\":1,\"value\":\"other%d@example.com\"}]}".formatted(id, id));
    }

    private static PersonSearch search(String... people) {
        return PersonSearch.byAddresses(
                List.of("ann@example.com"),
                new SearchHints(List.of(), List.of(), List.of(people), PendingCreates.NONE));
    }

    @Test
    void isThePersonOfTheOtherCandidate() throws Exception {
        PersonSearch search = search("8");
        search.learn(json(NOBODY));
        assertThat(search.request().path()).isEqualTo("/people/8");
        search.learn(person(8));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.ids()).containsExactly("8");
    }

    @Test
    void isWhoeverHoldsTheAddressAfterAll() throws Exception {
        PersonSearch search = search("8");
        search.learn(json(NOBODY.replace("[]", "[" + ANN + "]")));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.ids()).containsExactly("7");
    }

    @Test
    void isNotGuessedWhereTheOtherCandidatesAreSeveralPeople() throws Exception {
        PersonSearch search = search("8", "9");
        search.learn(json(NOBODY));
        search.learn(person(8));
        assertThat(search.request().path()).isEqualTo("/people/9");
        search.learn(person(9));
        assertThat(search.isAmbiguous()).isTrue();
        assertThatThrownBy(search::refuseSeveral).isInstanceOf(Fail.class);
    }

    @Test
    void isAskedForOnceMoreWhereThatPersonIsGone() throws Exception {
        PersonSearch search = search("8");
        search.learn(json(NOBODY));
        search.learn(null);
        assertThat(search.request().query().get(0).getValue()).isEqualTo("emails:\"ann@example.com\"");
        search.learn(json(NOBODY.replace("[]", "[" + ANN + "]")));
        assertThat(search.hasNext()).isFalse();
        assertThat(search.ids()).containsExactly("7");
        assertThat(search.gone()).containsExactly("8");
    }
}
