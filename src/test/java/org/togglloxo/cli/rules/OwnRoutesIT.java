package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;

/** {@code routes/} and {@code config/} of the working directory come before the copies in the jar. */
public class OwnRoutesIT extends ProcessTest {

    private static final String MAPPING = "40-map-candidate.camel.yaml";

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(60);
    }

    @Test
    void withoutAnyTheCopiesInTheJarAreUsed() {
        assertThat(program.here("doctor").exits(0).out()).contains("from the copies in the jar");
        program.here("sync", "--once").exits(0);
        assertThat(withTag("toggl:shortlist")).isPositive();
        assertThat(withTag("toggl:review")).isPositive();
    }

    @Test
    void aTagEditedInTheMappingReachesLoxo() throws IOException {
        files.copyRoutes();
        files.edit(MAPPING, text -> text.replace("toggl:shortlist", "from-toggl:first"));
        assertThat(program.here("doctor").exits(0).out()).contains("from the folder routes");
        program.here("sync", "--once").exits(0);
        assertThat(withTag("from-toggl:first")).isPositive();
        assertThat(withTag("toggl:shortlist")).isZero();
    }

    @Test
    void aTagEditedAfterARunTakesTheOldOneAway() throws IOException {
        program.here("sync", "--once").exits(0);
        long before = withTag("toggl:review");
        files.copyRoutes();
        files.edit(MAPPING, text -> text.replace("toggl:review", "toggl:second-look"));
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(run.get("updated").longValue()).isEqualTo(before);
        assertThat(withTag("toggl:second-look")).isEqualTo(before);
        assertThat(withTag("toggl:review")).isZero();
    }

    @Test
    void aLogStepThatSomebodyAddsIsSeen() throws IOException {
        files.copyRoutes();
        files.edit(
                "80-alert.camel.yaml",
                text -> text.replace(
                        "      steps:\n        - setVariable:\n            id: word-alert",
                        "      steps:\n        - log:\n            id: greet\n            message: \"hello from the rules\"\n        - setVariable:\n            id: word-alert"));
        assertThat(program.run("sync", "--once").exits(0).err()).contains("INFO  alert: hello from the rules");
    }

    @Test
    void aKameletInTheFolderIsUsedAndAMissingParameterNamed() throws IOException {
        files.copyRoutes();
        Files.writeString(program.folder().resolve("routes/greet-sink.kamelet.yaml"), """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: greet-sink
                  labels:
                    camel.apache.org/kamelet.type: "sink"
                spec:
                  definition:
                    title: "Greet Sink"
                    required: [word]
                    type: object
                    properties:
                      word: {title: Word, description: What is said, type: string}
                  template:
                    from:
                      uri: "kamelet:source"
                      steps:
                        - log: "greeting: {{word}}"
                """);
        files.edit(
                "80-alert.camel.yaml",
                text -> text.replace(
                        "      steps:\n        - setVariable:\n            id: word-alert",
                        "      steps:\n        - to:\n            id: greet\n            uri: kamelet:greet-sink\n            parameters:\n              word: hello\n        - setVariable:\n            id: word-alert"));
        assertThat(program.run("sync", "--once").exits(0).err()).contains("greeting: hello");

        files.edit("80-alert.camel.yaml", text -> text.replace("word: hello", "wort: hello"));
        assertThat(program.here("routes", "check").exits(2).out())
                .contains("routes/80-alert.camel.yaml, line ", "greet-sink", "mandatory parameters", "word");
        assertThat(program.here("sync", "--once").exits(2).err()).contains("80-alert.camel.yaml", "word");
    }

    @Test
    void customFieldsOfEveryTypeAreFilledByTheirNames() throws IOException {
        files.copyRoutes();
        files.edit(
                MAPPING,
                text -> text.replace(
                        "fields: {\"Toggl score\": .score}",
                        "fields: {\"Toggl Hire ID\": .id, \"toggl score\": .score, \"Tested on\": .finished_at, \"Test result\": \"passed\"}"));
        program.here("plan", "--limit", "60").exits(0);
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().people())
                .filteredOn(person -> person.tags().contains("toggl:review"))
                .isNotEmpty()
                .allSatisfy(person -> assertThat(person.fields())
                        .containsKeys("custom_number_2", "custom_hierarchy_4")
                        .hasEntrySatisfying(
                                "custom_text_5", id -> assertThat(id).matches("[0-9]+"))
                        .hasEntrySatisfying(
                                "custom_date_6", day -> assertThat(day).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")));
        sandbox.loxo().forgetCalls();
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().counts()).as("nothing but whose agency it is").isEqualTo(Map.of("GET /jobs", 1L));
    }

    @Test
    void valuesThatAFieldDoesNotTakeAreLeftOutAndSaidOnce() throws IOException {
        files.copyRoutes();
        files.edit(
                MAPPING,
                text -> text.replace(
                        "fields: {\"Toggl score\": .score}",
                        "fields: {\"Toggl score\": \"high\", \"Tested on\": \"yesterday\", \"Test result\": \"so-so\", \"Shoe size\": 43}"));
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(run.get("remarks"))
                .hasSize(4)
                .extracting(JsonNode::textValue)
                .anyMatch(remark -> remark.contains("'Toggl score' takes a number"))
                .anyMatch(remark -> remark.contains("'Tested on' takes a date"))
                .anyMatch(remark -> remark.contains("'Test result' has no option") && remark.contains("Passed, Failed"))
                .anyMatch(remark -> remark.contains("no custom field 'Shoe size'"));
        assertThat(withTag("toggl:review")).isPositive();
        assertThat(program.here("doctor").exits(0).out()).contains("'Shoe size'", "'Toggl score' takes a number");
        assertThat(program.here("status").exits(0).out()).contains("'Shoe size'");
    }

    @Test
    void anEventOnTheJobTakesThePlaceOfTheApplicationWhereTheMappingSaysSo() throws IOException {
        files.copyRoutes();
        files.edit(MAPPING, text -> text.replace("put_forward: \"apply\"", "put_forward: \"event\""));
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().applications()).isEmpty();
        assertThat(sandbox.loxo().events().stream().filter(event -> event.jobId() != 0))
                .hasSize((int) withTag("toggl:shortlist"));
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().events()).extracting(LoxoEvent::notes).doesNotHaveDuplicates();
    }

    @Test
    void aWayOfPuttingForwardThatDoesNotExistFailsTheCandidateWithTheChoices() throws IOException {
        files.copyRoutes();
        files.edit(MAPPING, text -> text.replace("put_forward: \"apply\"", "put_forward: \"push\""));
        assertThat(program.here("sync", "--once").exits(3).out()).contains("'push'", "apply, event, none");
        assertThat(withTag("toggl:shortlist")).isZero();
        assertThat(withTag("toggl:review")).isPositive();
    }

    @Test
    void aSettingInTheFileHoldsAndTheEnvironmentOverridesIt() throws IOException {
        files.settings("sync.min-score=0");
        program.here("sync", "--once").exits(0);
        assertThat(withTag("toggl:review")).isZero();

        program.with("SYNC_MIN_SCORE", "101").here("sync", "--once").exits(0);
        assertThat(withTag("toggl:shortlist")).isZero();
        assertThat(withTag("toggl:review")).isPositive();
    }

    @Test
    void aSettingThatDoesNotExistIsPointedOut() throws IOException {
        files.settings("sync.min-scor=0");
        Ended ended = program.here("sync", "--once").exits(0);
        assertThat(ended.err().lines())
                .filteredOn(line -> line.startsWith("warning: "))
                .singleElement()
                .asString()
                .contains("sync.min-scor ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sync.min-score=many", "sync.mode=upset", "sync.workers=0", "toggl.page-size=500", "ledger.url=x"
            })
    void aSettingOutOfBoundsIsNamedWithItsRule(String line) throws IOException {
        files.settings(line);
        Ended ended = program.here("sync", "--once").exits(2);
        String[] nameAndValue = line.split("=");
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .contains(nameAndValue[0], "'" + nameAndValue[1] + "'", "needed");
        assertThat(sandbox.toggl().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route:\n    id: map-candidate\n      description: not indented\n",
                "- route:\n    id: map-candidate\n    frm:\n      uri: direct:map-candidate\n",
                "not yaml at all",
                "- route:\n    id: map-candidate\n    from:\n      uri: nothing-of-this-kind:x\n      steps:\n        - log: x\n",
                "- route:\n    id: map-candidate\n    from:\n      uri: direct:map-candidate\n      steps:\n        - setBody:\n            jq: '{person: '\n"
            })
    void aBrokenRouteFileIsNamedWithTheCauseAndNothingIsDone(String broken) throws IOException {
        files.copyRoutes();
        files.edit(MAPPING, text -> broken);
        for (List<String> command : List.of(List.of("sync", "--once"), List.of("plan"))) {
            Ended ended = program.here(command.toArray(String[]::new)).exits(2);
            assertThat(ended.errors())
                    .singleElement()
                    .asString()
                    .contains("routes/")
                    .contains(MAPPING);
        }
        Ended doctor = program.here("doctor").exits(2);
        assertThat(doctor.out().lines())
                .filteredOn(line -> line.startsWith("FAIL  routes: "))
                .singleElement()
                .asString()
                .contains(MAPPING);
        assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isZero();
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void withoutTheErrorHandlingNothingIsDone() throws IOException {
        files.copyRoutes();
        Files.delete(program.folder().resolve("routes/90-handle-errors.camel.yaml"));
        assertThat(program.here("sync", "--once").exits(2).errors())
                .singleElement()
                .asString()
                .contains("handle-", "routeConfiguration");
        assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isZero();
    }

    @Test
    void anEmptyFolderIsNotTakenForAFlow() throws IOException {
        Files.createDirectories(program.folder().resolve("routes"));
        assertThat(program.here("sync", "--once").exits(2).errors())
                .singleElement()
                .asString()
                .contains("routes/");
        assertThat(sandbox.toggl().total()).isZero();
    }
}
