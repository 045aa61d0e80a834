package org.togglloxo.loxo.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.Documents;
import org.togglloxo.failure.Fail;

class MappingSchemaTest {

    private static final Map<String, MappingSchema> STEPS =
            Map.of("40", MappingSchema.CANDIDATE, "45", MappingSchema.DETAILS, "64", MappingSchema.EVENT);

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void thePageTellsTheSame() {
        List<String> documented = Documents.page("change-the-rules")
                .lines()
                .dropWhile(line -> !line.equals("| step | member | takes | is |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" ?\\| ?"))
                .map(cells -> "%s %s: %s"
                        .formatted(cells[1].replaceAll("\\[(\\d+)].*", "$1"), cells[2].replace("`", ""), cells[3]))
                .toList();
        List<String> known = new ArrayList<>();
        STEPS.keySet().stream().sorted().forEach(step -> STEPS.get(step)
                .names()
                .forEach(name -> known.add("%s %s: %s"
                        .formatted(step, name, STEPS.get(step).member(name).rule()))));
        assertThat(documented).containsExactlyElementsOf(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"put_foward\": \"apply\"} | sets put_foward, which nothing reads. Did you mean put_forward? It may hold person, emails",
                "{\"shoes\": 1} | sets shoes, which nothing reads. It may hold",
                "{\"tags\": \"one\"} | gives tags as text; it takes a list of texts",
                "{\"tags\": [[1]]} | gives tags as a list of another kind",
                "{\"create\": \"true\"} | gives create as text; it takes true or false",
                "{\"emails\": {}} | gives emails as an object",
                "{\"person\": []} | gives person as a list",
                "{\"person\": {\"citty\": \"x\"}} | sets person.citty, which is not to be written to Loxo. Did you mean city?",
                "{\"person\": {\"city\": [[1]]}} | gives person.city as a list of another kind; it takes text or a list of texts",
                "{\"person\": {\"salary\": [1]}} | gives person.salary as a list",
                "{\"fields\": {\"Score\": [1]}} | gives the field 'Score' as a list",
                "{\"put_forward\": \"event2\"} | put_forward 'event2'. Did you mean event? Use one of apply, event, none",
                "[] | gives a list of another kind where an object is needed",
            })
    void whatCannotBeMeantIsRefusedWithTheRule(String mapped, String words) throws IOException {
        JsonNode given = json(mapped);
        assertThatThrownBy(() -> MappingSchema.CANDIDATE.check(given, "routes/40", false))
                .isInstanceOf(Fail.class)
                .hasMessageContaining(words)
                .hasMessageContaining("routes/40");
    }

    @Test
    void theValuesOfCandidatesAreNeverTold() throws IOException {
        JsonNode given = json("{\"emails\": \"ann@example.com\"}");
        assertThatThrownBy(() -> MappingSchema.CANDIDATE.check(given, "routes/40", false))
                .satisfies(fail -> assertThat(fail.getMessage()).doesNotContain("ann"));
    }

    /** Toggl Hire documents texts; one that is a number is no reason to leave a person behind. */
    @Test
    void aNumberInThePlaceOfATextIsRefusedOnlyWhereTheRulesAreTried() throws IOException {
        JsonNode given = json("{\"person\": {\"phone\": 17, \"salary\": 17}, \"tags\": [1, null], \"create\": null}");
        assertThatCode(() -> MappingSchema.CANDIDATE.check(given, "routes/40", false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> MappingSchema.CANDIDATE.check(given, "routes/40", true))
                .isInstanceOf(Fail.class);
    }

    @Test
    void ofAListTheFirstThatIsNotBlankIsTheParameter() throws IOException {
        JsonNode given = json(
                "{\"person\": {\"name\": [null, \" \", \"Ann\", \"ann\"], \"city\": [\" \", null]}, \"emails\": [\"ann@example.com\"]}");
        assertThat(new Mapping("routes/40", "Toggl Hire")
                        .delivery(given, "1", "review", true)
                        .person())
                .containsExactly(Map.entry("name", "Ann"));
    }
}
