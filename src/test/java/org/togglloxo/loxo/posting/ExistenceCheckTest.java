package org.togglloxo.loxo.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.LoxoRequest;

class ExistenceCheckTest {

    private static final String ANN = "{\"person_id\":7}";
    private static final String BOB = "{\"person\":{\"id\":8}}";

    private static ExistenceCheck check(boolean doubtful, String person) {
        return new ExistenceCheck(new Application(
                OutboxEntry.first("1", OutboxEntry.APPLICATION, "31", person),
                doubtful,
                "",
                new Application.Applicant("Ann", "ann@example.com", "1"),
                Optional.empty(),
                Optional.empty(),
                () -> null));
    }

    private static JsonNode page(String scrollId, String... candidates) {
        try {
            return new ObjectMapper()
                    .readTree(
                            "{\"scroll_id\":%s,\"candidates\":[%s]}".formatted(scrollId, String.join(",", candidates)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsAskedOfWhatIsNotInDoubtOrIsNobodys() {
        assertThat(check(false, "7").hasNext()).isFalse();
        assertThat(check(true, null).hasNext()).isFalse();
        assertThat(check(true, "7").hasNext()).isTrue();
    }

    @Test
    void pagesAreAskedForUntilItIsSeen() throws Exception {
        List<JsonNode> pages =
                new ArrayList<>(List.of(page("\"b\"", BOB), page("\"c\"", BOB, ANN), page("\"d\"", BOB)));
        List<LoxoRequest> asked = new ArrayList<>();
        ExistenceCheck check = check(true, "7");
        check.ask(request -> {
            asked.add(request);
            return pages.remove(0);
        });
        assertThat(check.isThere()).isTrue();
        assertThat(check.isCutShort()).isFalse();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0).query()).doesNotContain(Map.entry("scroll_id", "b"));
        assertThat(asked.get(1).path()).isEqualTo("/jobs/31/candidates");
        assertThat(asked.get(1).query()).contains(Map.entry("person_id", "7"), Map.entry("scroll_id", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"a\""})
    void aScrollThatEndsOrComesAgainIsTheEnd(String last) {
        ExistenceCheck check = check(true, "7");
        check.learn(page("\"a\"", BOB));
        assertThat(check.hasNext()).isTrue();
        check.learn(page(last, BOB));
        assertThat(check.hasNext()).isFalse();
        assertThat(check.isThere()).isFalse();
        assertThat(check.isCutShort()).isFalse();
    }

    @Test
    void anEmptyPageIsTheEnd() {
        ExistenceCheck check = check(true, "7");
        check.learn(page("\"a\""));
        assertThat(check.hasNext()).isFalse();
        assertThat(check.isCutShort()).isFalse();
    }

    @Test
    void pagesWithoutEndProveNothing() {
        ExistenceCheck check = check(true, "7");
        for (int page = 1; page <= 49; page++) {
            check.learn(page("\"%d\"".formatted(page), BOB));
            assertThat(check.hasNext()).isTrue();
            assertThat(check.isCutShort()).isFalse();
        }
        check.learn(page("\"50\"", BOB));
        assertThat(check.hasNext()).isFalse();
        assertThat(check.isCutShort()).isTrue();
    }

    @Test
    void whatIsSeenOnTheLastPageThatIsReadCounts() {
        ExistenceCheck check = check(true, "7");
        for (int page = 1; page <= 49; page++) {
            check.learn(page("\"%d\"".formatted(page), BOB));
        }
        check.learn(page("\"50\"", ANN));
        assertThat(check.isThere()).isTrue();
        assertThat(check.isCutShort()).isFalse();
    }

    @Test
    void whatIsTakenAsDoneIsThereAndWhatIsGivenUpIsNot() {
        ExistenceCheck taken = check(true, "7");
        taken.take();
        assertThat(taken.isThere()).isTrue();
        assertThat(taken.hasNext()).isFalse();
        ExistenceCheck givenUp = check(true, "7");
        givenUp.giveUp();
        assertThat(givenUp.isThere()).isFalse();
        assertThat(givenUp.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"error\":\"no\"}", "{\"candidates\":null}"})
    void anAnswerThatIsNoListTellsNothing(String answer) throws Exception {
        JsonNode noList = new ObjectMapper().readTree(answer);
        ExistenceCheck check = check(true, "7");
        assertThatThrownBy(() -> check.ask(request -> noList))
                .isInstanceOf(Retry.class)
                .hasMessageContaining("GET /jobs/31/candidates");
        assertThat(check.hasNext()).isTrue();
    }
}
