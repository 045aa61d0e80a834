package org.togglloxo.loxo.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.loxo.api.LoxoPerson;

class PersonChangesTest {

    private static final Delivery ANN = new Delivery(
            "1",
            "review",
            true,
            Map.of("name", "Ann", "city", "Tartu", "phone", "+372 5555"),
            List.of("ann@example.com", "home@example.com"),
            List.of("toggl:review"),
            Map.of(),
            "none");

    private static final CustomValues NONE = new CustomValues(List.of(), Optional.empty(), "");

    private static LoxoPerson person(String json) {
        try {
            return new LoxoPerson(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<Map.Entry<String, String>>> forms(String person, boolean overwrite, String... stale) {
        return PersonChanges.of(person(person), ANN, NONE, overwrite, List.of(stale))
                .forms();
    }

    @Test
    void onlyBlanksAreFilled() {
        String known =
                "{\"id\":7,\"name\":\"Known\",\"city\":\" \",\"phones\":[],\"emails\":[{\"value\":\"ANN@example.com\"}]}";
        assertThat(forms(known, false))
                .containsExactly(List.of(
                        Map.entry("person[city]", "Tartu"),
                        Map.entry("person[phone]", "+372 5555"),
                        Map.entry("person[raw_tags][]", "toggl:review")));
    }

    @Test
    void overwriteWritesWhatDiffersAndAddsWhatIsMissing() {
        String known =
                "{\"name\":\"Known\",\"city\":\"Tartu\",\"phones\":[{\"value\":\"00\"}],\"emails\":[{\"value\":\"x@x.org\"}]}";
        assertThat(forms(known, true))
                .containsExactly(
                        List.of(
                                Map.entry("person[email]", "ann@example.com"),
                                Map.entry("person[name]", "Ann"),
                                Map.entry("person[phone]", "+372 5555"),
                                Map.entry("person[raw_tags][]", "toggl:review")),
                        List.of(Map.entry("person[email]", "home@example.com")));
    }

    @Test
    void aPhoneIsTheSameHoweverItIsWritten() {
        String known = "{\"name\":\"Ann\",\"city\":\"Tartu\",\"phones\":[{\"value\":\"0\"},{\"value\":\"+3725-555\"}],"
                + "\"emails\":[{\"value\":\"ann@example.com\"},{\"value\":\"home@example.com\"}],\"all_raw_tags\":[\"toggl:review\"]}";
        assertThat(forms(known, true)).isEmpty();
    }

    @Test
    void ourOwnStaleTagIsTakenAwayAndTheRestStays() {
        String known =
                "{\"name\":\"Ann\",\"city\":\"T\",\"phones\":[{\"value\":\"1\"}],\"emails\":[{\"value\":\"a@x.org\"}],"
                        + "\"all_raw_tags\":[\"vip\",\"toggl:shortlist\"]}";
        assertThat(forms(known, false, "toggl:shortlist"))
                .containsExactly(List.of(
                        Map.entry("person[all_raw_tags][]", "vip"),
                        Map.entry("person[all_raw_tags][]", "toggl:review")));
    }

    @Test
    void tagsAreNotReplacedWhereLoxoDoesNotTellThem() {
        String known =
                "{\"name\":\"Ann\",\"city\":\"T\",\"phones\":[{\"value\":\"1\"}],\"emails\":[{\"value\":\"a@x.org\"}]}";
        assertThat(forms(known, false, "toggl:shortlist"))
                .containsExactly(List.of(Map.entry("person[raw_tags][]", "toggl:review")));
    }

    @Test
    void linesSayWhatWasThereAndWhatWillBe() {
        String known =
                "{\"name\":\"Known\",\"city\":null,\"phones\":[{\"value\":\"1\"}],\"emails\":[{\"value\":\"ann@example.com\"}]}";
        assertThat(PersonChanges.of(person(known), ANN, NONE, true, List.of()).lines())
                .containsExactly(
                        "email: (blank) -> \"home@example.com\"",
                        "city: (blank) -> \"Tartu\"",
                        "name: \"Known\" -> \"Ann\"",
                        "phone: \"1\" -> \"+372 5555\"",
                        "tags: + toggl:review");
    }
}
