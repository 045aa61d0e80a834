package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

class PersonalDataIT extends ProcessTest {

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(60).knownPeople(6);
    }

    @Test
    void isNeitherInTheLogNorInTheLedger() {
        assertClean(program.run("sync", "--once").exits(0));
    }

    @Test
    void isNeitherInTheLogNorInTheLedgerWhenLoxoRepeatsIt() {
        sandbox.loxoFaults().on("POST /people").everyNth(3).then(Fault.tamper(asked -> asked.answer()
                .deepCopy()
                .<com.fasterxml.jackson.databind.node.ObjectNode>require()
                .set(
                        "errors",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                .arrayNode()
                                .add("Refused: %s <%s>, phone %s"
                                        .formatted(
                                                asked.request().field("person[name]"),
                                                asked.request().field("person[email]"),
                                                asked.request().field("person[phone]"))))));
        Ended ended = program.run("sync", "--once").exits(3);
        assertThat(ended.err()).contains("(refused)");
        assertClean(ended);
    }

    private void assertClean(Ended ended) {
        Set<String> personal = personalData();
        assertThat(personal).hasSizeGreaterThan(100);
        String log = ended.err().toLowerCase(Locale.ROOT);
        assertThat(personal.stream().filter(log::contains)).as("in the log").isEmpty();
        program.leftBehind().forEach((file, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            assertThat(personal.stream().filter(text::contains))
                    .as("in %s", file)
                    .isEmpty();
        });
    }

    private Set<String> personalData() {
        return sandbox.toggl().candidateIds().stream()
                .map(id -> sandbox.toggl().candidate(id).orElseThrow())
                .flatMap(PersonalDataIT::personalData)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Stream<String> personalData(JsonNode candidate) {
        return List.of(
                        "/name",
                        "/email",
                        "/contact_info/full_name",
                        "/contact_info/contact_email",
                        "/contact_info/phone")
                .stream()
                .map(place -> candidate.at(place).asText(""))
                .filter(value -> !value.isBlank());
    }
}
