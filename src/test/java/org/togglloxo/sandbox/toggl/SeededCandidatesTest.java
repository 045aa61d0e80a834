package org.togglloxo.sandbox.toggl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SeededCandidatesTest {

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(candidates(50, 7, 0)).isEqualTo(candidates(50, 7, 0)).isNotEqualTo(candidates(50, 8, 0));
    }

    @Test
    void stayTheSameWhenThereAreMoreOfThem() {
        assertThat(candidates(80, 7, 0).subList(0, 50)).isEqualTo(candidates(50, 7, 0));
    }

    @Test
    void looksLikeLife() {
        List<ObjectNode> all = candidates(1000, 42, 0);
        List<Predicate<ObjectNode>> found = List.of(
                c -> c.get("hire_state").asText().equals("possible-hire"),
                c -> c.get("hire_state").asText().equals("rejected"),
                c -> c.get("hire_state").asText().isEmpty(),
                c -> c.get("name").asText().isEmpty(),
                c -> !c.has("contact_info"),
                c -> c.at("/contact_info/contact_email").asText("?").isEmpty(),
                c -> c.has("contact_info") && c.at("/contact_info/phone").isMissingNode(),
                c -> c.at("/contact_info/phone").asText().startsWith("+49(0)"),
                c -> c.get("category_id").isNull(),
                c -> !c.has("profile_url"),
                c -> c.get("email").asText().contains("+"),
                c -> c.get("name").asText().codePoints().anyMatch(Character::isIdeographic),
                c -> c.get("started_at").asText().matches("[^.]+\\.\\d{5}"),
                c -> c.get("score").asText().matches("\\d+\\.\\d{6}"),
                this::sameAddressInOtherCase,
                c -> addresses(c).size() == 2);
        found.forEach(kind -> assertThat(all).anyMatch(kind));
        assertThat(all).extracting(c -> c.get("rating").intValue()).contains(0, 1, 2, 3);
        assertThat(all).allMatch(c -> c.get("started_at").asText().matches(".*\\.\\d{5,6}"));
    }

    @Test
    void answerWellAndBadlyAndNotAtAll() {
        List<ObjectNode> all = candidates(300, 42, 0);
        List<Predicate<ObjectNode>> found = List.of(
                c -> answer(c, 400).at("/chosen_option_ids/0").asText().equals("500"),
                c -> answer(c, 400).at("/chosen_option_ids/0").asText().equals("501"),
                c -> answer(c, 401).get("text_answer").asText().length() > 1000,
                c -> answer(c, 401).get("text_answer").asText().contains("\n"),
                c -> answer(c, 402).get("chosen_option_ids").size() > 2
                        && answer(c, 402).get("points").intValue() == 4,
                c -> answer(c, 402).get("chosen_option_ids").size() > 2
                        && answer(c, 402).get("points").intValue() == 0,
                c -> answer(c, 402).get("chosen_option_ids").isEmpty(),
                c -> answer(c, 403).isMissingNode(),
                c -> answer(c, 403).path("text_answer").asText().contains("\t"),
                c -> c.get("tag_ids").size() > 1,
                c -> c.get("tag_ids").isEmpty());
        found.forEach(kind -> assertThat(all).anyMatch(kind));
    }

    @Test
    void theirScoreIsTheShareOfThePointsThatTheirAnswersBring() {
        assertThat(candidates(1000, 42, 0)).allSatisfy(c -> {
            int most = sum(c.get("questions"));
            assertThat(sum(c.get("answers"))).isEqualTo(c.get("points").intValue());
            assertThat(c.get("score").doubleValue())
                    .isCloseTo(100.0 * c.get("points").intValue() / most, within(0.000001));
            c.get("answers").forEach(answer -> assertThat(answer.get("points").intValue())
                    .isNotNegative());
        });
    }

    private static int sum(JsonNode records) {
        int points = 0;
        for (JsonNode one : records) {
            points += one.get("points").intValue();
        }
        return points;
    }

    private static JsonNode answer(ObjectNode candidate, int questionId) {
        for (JsonNode answer : candidate.get("answers")) {
            if (answer.get("question_id").textValue().equals(Integer.toString(questionId))) {
                return answer;
            }
        }
        return candidate.path("no such answer");
    }

    @Test
    void ownTheirAddressesAlone() {
        Set<String> seen = new HashSet<>();
        candidates(3000, 42, 0).forEach(c -> addresses(c)
                .forEach(address -> assertThat(seen.add(address)).as(address).isTrue()));
    }

    @Test
    void shareAnAddressOnRequest() {
        List<ObjectNode> all = candidates(100, 42, 3);
        assertThat(all).extracting(c -> c.get("email").asText()).satisfies(emails -> assertThat(new HashSet<>(emails))
                .hasSize(97));
        assertThat(all.get(5).get("email")).isEqualTo(all.get(4).get("email"));
    }

    private boolean sameAddressInOtherCase(JsonNode candidate) {
        String email = candidate.get("email").asText();
        String preferred = candidate.at("/contact_info/contact_email").asText();
        return email.equalsIgnoreCase(preferred) && !email.equals(preferred);
    }

    private static Set<String> addresses(JsonNode candidate) {
        Set<String> addresses = new HashSet<>();
        addresses.add(candidate.get("email").asText().toLowerCase(Locale.ROOT));
        addresses.add(candidate.at("/contact_info/contact_email").asText().toLowerCase(Locale.ROOT));
        addresses.remove("");
        return addresses;
    }

    private static List<ObjectNode> candidates(int count, long seed, int shared) {
        CandidateGenerator maker = new CandidateGenerator(seed, shared, new TogglCatalog(100));
        CandidateStore store = new CandidateStore(maker, count);
        return store.ids().stream().map(id -> store.find(id).orElseThrow()).toList();
    }
}
