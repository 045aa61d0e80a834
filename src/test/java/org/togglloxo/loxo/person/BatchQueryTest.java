package org.togglloxo.loxo.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.person.KnownPeople.Known;
import org.togglloxo.loxo.person.KnownPeople.Witnesses;

class BatchQueryTest {

    private static final String ANN = "ann@example.com";
    private static final String BOB = "bob@example.com";
    private static final Known FIRST = known("1", "first@example.com");
    private static final Known LAST = known("2", "last@example.com");
    private static final String FIRST_LINE = line(1, "first@example.com");
    private static final String LAST_LINE = line(2, "last@example.com");

    private static Known known(String id, String address) {
        return new Known(id, address, Set.of(address), Set.of());
    }

    private static String line(int id, String address) {
        return "{\"id\":%d,\"emails\":[{\"value\":\"%s\"}]}".formatted(id, address);
    }

    private static PeoplePage page(int total, String scrollId, List<String> lines) {
        return answer("{\"total_count\":%d,\"scroll_id\":%s,\"people\":[%s]}"
                .formatted(total, scrollId, String.join(",", lines)));
    }

    private static PeoplePage answer(String json) {
        try {
            return new PeoplePage(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> full(String... first) {
        List<String> lines = new ArrayList<>(List.of(first));
        while (lines.size() < PeoplePage.FULL) {
            lines.add(line(1000 + lines.size(), "decoy@example.com"));
        }
        return lines;
    }

    private static BatchQuery asking(String... addresses) {
        return asking(Optional.empty(), addresses);
    }

    private static BatchQuery asking(Optional<Known> decoy, String... addresses) {
        return new BatchQuery(List.of(addresses), new Witnesses(List.of(LAST, FIRST), decoy));
    }

    @Test
    void knownPeopleStandAtBothEndsOfTheQuery() {
        assertThat(asking(ANN, BOB).request().query().get(0))
                .isEqualTo(
                        Map.entry(
                                "query",
                                "emails:(\"first@example.com\" OR \"ann@example.com\" OR \"bob@example.com\" OR \"last@example.com\")"));
    }

    @Test
    void anAnswerWithAllKnownPeopleProvesWhoIsThereAndWhoIsNot() {
        BatchQuery query = asking(ANN, BOB);
        assertThat(query.learn(page(3, "null", List.of(FIRST_LINE, line(7, "Ann@Example.com"), LAST_LINE))))
                .isFalse();
        assertThat(query.isProof()).isTrue();
        Map<String, List<LoxoPerson>> holders = query.holders();
        assertThat(holders.get(ANN))
                .extracting(person -> person.id().orElseThrow())
                .containsExactly("7");
        assertThat(holders.get(BOB)).isEmpty();
    }

    @Test
    void anAnswerWithSomebodyWhoWasNotAskedForAndHasTheSameWordsProvesNothing() {
        Optional<Known> decoy = Optional.of(known("9", "decoy@example.com"));
        String decoyLine = line(9, "decoy@example.com");
        BatchQuery byWord = asking(decoy, ANN);
        byWord.learn(page(3, "null", List.of(FIRST_LINE, LAST_LINE, decoyLine)));
        assertThat(byWord.isProof()).isFalse();
        BatchQuery byAddress = asking(decoy, ANN);
        byAddress.learn(page(2, "null", List.of(FIRST_LINE, LAST_LINE)));
        assertThat(byAddress.isProof()).isTrue();
    }

    @Test
    void whoHoldsPartOfAnAddressHoldsNone() {
        BatchQuery query = asking(ANN);
        query.learn(page(3, "null", List.of(FIRST_LINE, line(7, "joann@example.com"), LAST_LINE)));
        assertThat(query.holders().get(ANN)).isEmpty();
    }

    @Test
    void nothingIsProvedBeforeAnAnswer() {
        assertThat(asking(ANN).isProof()).isFalse();
    }

    @Test
    void anAnswerWithoutOneOfTheKnownPeopleProvesNothing() {
        for (List<String> lines : List.of(List.of(FIRST_LINE), List.of(LAST_LINE), List.<String>of())) {
            BatchQuery query = asking(ANN);
            query.learn(page(lines.size(), "null", lines));
            assertThat(query.isProof()).as(lines.toString()).isFalse();
        }
    }

    @Test
    void aKnownPersonCountsByIdAndAddress() {
        BatchQuery otherAddress = asking(ANN);
        otherAddress.learn(page(2, "null", List.of(FIRST_LINE, line(2, "new@example.com"))));
        assertThat(otherAddress.isProof()).isFalse();
        BatchQuery otherId = asking(ANN);
        otherId.learn(page(2, "null", List.of(FIRST_LINE, line(3, "last@example.com"))));
        assertThat(otherId.isProof()).isFalse();
    }

    @Test
    void anAnswerWithFewerPeopleThanItCountsProvesNothing() {
        BatchQuery cutOff = asking(ANN);
        cutOff.learn(page(3, "null", List.of(FIRST_LINE, LAST_LINE)));
        assertThat(cutOff.isProof()).isFalse();
        BatchQuery twice = asking(ANN);
        twice.learn(page(3, "null", List.of(FIRST_LINE, LAST_LINE, LAST_LINE)));
        assertThat(twice.isProof()).as("somebody who comes twice counts once").isFalse();
        assertThat(twice.holders().get(ANN)).isEmpty();
    }

    @Test
    void anAnswerThatIsNoListProvesNothing() {
        BatchQuery query = asking(ANN);
        query.learn(page(2, "\"a\"", full(FIRST_LINE, LAST_LINE)));
        assertThat(query.learn(answer("{\"error\":\"no\"}"))).isFalse();
        assertThat(query.isProof()).isFalse();
    }

    @Test
    void pagesAreAskedForToTheEndAndTheLastOneProves() {
        BatchQuery query = asking(ANN);
        assertThat(query.learn(page(101, "\"a\"", full(FIRST_LINE)))).isTrue();
        assertThat(query.isProof()).isFalse();
        assertThat(query.request().query()).contains(Map.entry("scroll_id", "a"));
        assertThat(query.learn(page(101, "null", List.of(LAST_LINE)))).isFalse();
        assertThat(query.isProof()).isTrue();
    }

    @Test
    void aScrollThatComesAgainEndsTheWalkAndProvesNothing() {
        BatchQuery query = asking(ANN);
        query.learn(page(2, "\"a\"", full(FIRST_LINE, LAST_LINE)));
        assertThat(query.learn(page(2, "\"a\"", full()))).isFalse();
        assertThat(query.isProof()).isFalse();
    }

    @Test
    void noMoreThanTenPagesAreAskedFor() {
        BatchQuery query = asking(ANN);
        for (int page = 1; page < 10; page++) {
            assertThat(query.learn(page(2, "\"%d\"".formatted(page), full(FIRST_LINE, LAST_LINE))))
                    .isTrue();
        }
        assertThat(query.learn(page(2, "\"10\"", full()))).isFalse();
        assertThat(query.isProof()).isFalse();
    }

    @Test
    void aQueryHasRoomForThirtyEightAddressesBesideTheKnownOnes() {
        assertThat(BatchQuery.fits(Collections.nCopies(38, ANN))).isTrue();
        assertThat(BatchQuery.fits(Collections.nCopies(39, ANN))).isFalse();
    }

    @Test
    void longAddressesTakeMoreRoom() {
        String address = "a".repeat(192);
        assertThat(BatchQuery.fits(Collections.nCopies(20, address))).isTrue();
        assertThat(BatchQuery.fits(Stream.concat(Collections.nCopies(19, address).stream(), Stream.of(address + "a"))
                        .toList()))
                .isFalse();
    }
}
