package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** {@code routes check}, {@code draw} and {@code try}, in a directory without keys. */
class RoutesCommandsIT {

    private static final String MAPPING = "40-map-candidate.camel.yaml";
    private static final String CANDIDATE = """
            {"id": "7", "name": "Ann", "email": "ann@example.com", "hire_state": "possible-hire", "score": %s,
             "points": 5, "rating": 2, "finished_at": "2026-02-01T10:00:00", "contact_info": {"phone": "+1555"}}
            """;

    @TempDir
    Path temporary;

    private Program program;
    private FilesFolder files;

    @BeforeEach
    void copyRoutes() throws IOException {
        program = Program.in(temporary);
        files = new FilesFolder(program.folder());
        files.copyRoutes();
    }

    @Test
    void soundFilesAreListedOneALine() throws IOException {
        Ended check = program.run("routes", "check").exits(0);
        try (Stream<Path> files = Files.list(program.folder().resolve("routes"))) {
            assertThat(check.out().lines().filter(line -> line.startsWith("ok ")))
                    .hasSameSizeAs(files.toList());
        }
        assertThat(check.out()).contains("from the folder routes", "all is well");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void everyBrokenFileIsNamedWithLineAndCause() throws IOException {
        files.edit(MAPPING, text -> text.replace("ref: loxo", "ref: luxo"));
        files.edit("50-deliver-candidate.camel.yaml", text -> text.replace("- choice:", "- choose:"));
        Ended check = program.here("routes", "check").exits(2);
        assertThat(check.out().lines().filter(line -> line.startsWith("FAIL")))
                .isNotEmpty()
                .anySatisfy(line -> assertThat(line).contains("50-deliver-candidate.camel.yaml, line ", "choose"));
        JsonNode json =
                program.here("routes", "check", "--output", "json").exits(2).json();
        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.get("troubles").get(0).get("line").intValue()).isPositive();

        files.edit("50-deliver-candidate.camel.yaml", text -> text.replace("- choose:", "- choice:"));
        assertThat(program.here("routes", "check").exits(2).out())
                .contains("FAIL  routes/" + MAPPING + ", line ", "luxo");
    }

    @Test
    void whatCamelWouldTakeAndTheSchemaWouldNotIsFoundInEveryFile() throws IOException {
        files.edit(MAPPING, text -> text.replace("ref: loxo", "ref: luxo"));
        files.edit("79-log-webhook.camel.yaml", text -> text.replaceFirst("description: .*", "descripton: x"));
        assertThat(program.here("routes", "check").exits(2).out().lines().filter(line -> line.startsWith("FAIL")))
                .anySatisfy(line -> assertThat(line).contains("79-log-webhook", "descripton"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "60d"})
    void aSettingThatIsWrongIsNamedAndNoRouteIsBlamed(String score) throws IOException {
        Path config = Files.createDirectories(program.folder().resolve("config"));
        Files.writeString(config.resolve("application.properties"), "sync.min-score=%s\n".formatted(score));
        assertThat(program.here("routes", "check").exits(2).out().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .startsWith("FAIL  config/application.properties: sync.min-score is '%s'".formatted(score));
    }

    @Test
    void doctorChecksTheSame() throws IOException {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(5).build())) {
            program.against(sandbox);
            files.edit(MAPPING, text -> text.replace("city: $contact.city", "town: $contact.city"));
            assertThat(program.here("doctor").exits(2).out().lines().filter(line -> line.startsWith("FAIL  routes: ")))
                    .singleElement()
                    .asString()
                    .contains(MAPPING, "line ", "person.town");
            assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isZero();
        }
    }

    @Test
    void aCandidateInAFileIsTriedWithoutAnyWriteWithinSeconds() throws IOException {
        Files.writeString(program.folder().resolve("ann.json"), CANDIDATE.formatted(71.26));
        long before = System.nanoTime();
        Ended tried = program.run("routes", "try", "--candidate", "ann.json").exits(0);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(45));
        assertThat(tried.out())
                .contains("candidate 7: lane shortlist", "toggl:shortlist", "+1555", "put_forward", "apply")
                .contains("field Toggl score", "71.26", "Score: 71.3 %");
        assertThat(program.folder().resolve("data")).doesNotExist();
        assertThat(tried.err()).isEmpty();
    }

    @Test
    void theCandidateItselfIsShownWhereSomebodyAsksForIt() throws IOException {
        Files.writeString(program.folder().resolve("ann.json"), CANDIDATE.formatted(71));
        String[] command = {"routes", "try", "--candidate", "ann.json", "--show-input"};
        assertThat(program.here(command).exits(0).out())
                .contains("\"hire_state\" : \"possible-hire\"", "lane shortlist");
        assertThat(program.here("routes", "try", "--candidate", "ann.json", "--show-input", "--output", "json")
                        .exits(0)
                        .json()
                        .at("/candidates/0/input/id")
                        .textValue())
                .isEqualTo("7");
    }

    @Test
    void aFieldThatTheAgencyLacksIsToldBeforeAnythingIsWritten() throws IOException {
        Files.writeString(program.folder().resolve("ann.json"), CANDIDATE.formatted(71));
        files.edit(MAPPING, text -> text.replace("\"Toggl score\": .score", "\"Shoe size\": .score"));
        String lacks = "no custom field 'Shoe size'";
        assertThat(program.here("routes", "try", "--candidate", "ann.json")
                        .exits(0)
                        .out())
                .doesNotContain(lacks);
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(5).build())) {
            program.against(sandbox);
            assertThat(program.here("routes", "try", "--candidate", "ann.json")
                            .exits(0)
                            .out())
                    .contains(lacks);
            assertThat(program.here("plan").exits(0).out()).contains(lacks);
            assertThat(program.here("doctor").exits(0).out()).contains(lacks);
            assertThat(sandbox.loxo().counts().keySet()).allMatch(call -> call.startsWith("GET "));
        }
        // nobody answers any more, and nothing depends on it
        assertThat(program.here("routes", "try", "--candidate", "ann.json")
                        .exits(0)
                        .out())
                .contains("lane shortlist");
    }

    @Test
    void whatLooksLikeASlipIsPrintedAndNothingFails() throws IOException {
        files.edit(
                "30-route-candidate.camel.yaml",
                text -> text.replaceFirst(
                        "== \"possible-hire\" and", "== \"possible-hire\" and .job_opening_id == 123 and"));
        Ended check = program.here("routes", "check").exits(0);
        assertThat(check.out())
                .contains("WARN  routes/30-route-candidate.camel.yaml, line ", "ids are strings: write \"123\"");
        assertThat(check.out().lines().filter(line -> line.startsWith("ok "))).isNotEmpty();
        JsonNode json =
                program.here("routes", "check", "--output", "json").exits(0).json();
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.at("/warnings/0/line").intValue()).isPositive();
    }

    @Test
    void severalCandidatesAreTriedAndWhoIsSkippedIsToldWhy() throws IOException {
        String undecided = CANDIDATE.formatted(50).replace("possible-hire", "");
        Files.writeString(program.folder().resolve("two.json"), "[" + CANDIDATE.formatted(59) + "," + undecided + "]");
        JsonNode tried = program.here("routes", "try", "--candidate", "two.json", "--output", "json")
                .exits(0)
                .json()
                .get("candidates");
        assertThat(tried.get(0).get("lane").textValue()).isEqualTo("review");
        assertThat(tried.get(0).at("/delivery/tags/0").textValue()).isEqualTo("toggl:review");
        assertThat(tried.get(1).get("reason").textValue()).isEqualTo("undecided");
    }

    @Test
    void aRuleThatFailsForTheCandidateIsNamedWithItsFile() throws IOException {
        files.edit(MAPPING, text -> text.replace("{\"Toggl score\": .score}", "{\"Toggl score\": (.score + \"x\")}"));
        Files.writeString(program.folder().resolve("ann.json"), CANDIDATE.formatted(71));
        assertThat(program.here("routes", "try", "--candidate", "ann.json")
                        .exits(2)
                        .out())
                .contains("error: routes/" + MAPPING + ", line ", "cannot be added");
    }

    @Test
    void anIdIsAskedForAtTogglHire() {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(5).build())) {
            program.against(sandbox).without("LOXO_API_KEY");
            String id = sandbox.toggl().candidateIds().get(0);
            assertThat(program.here("routes", "try", "--candidate", id).exits(0).out())
                    .contains("candidate " + id);
            assertThat(program.here("routes", "try", "--candidate", "nobody")
                            .exits(2)
                            .errors())
                    .singleElement()
                    .asString()
                    .contains("nobody");
            assertThat(sandbox.loxo().total()).isZero();
        }
    }

    @Test
    void theFlowIsDrawnAsTextAsADiagramAndAsAPicture() throws IOException {
        assertThat(program.run("routes", "draw").exits(0).out())
                .contains("routes/30-route-candidate.camel.yaml", "when when-shortlisted", ">= {{sync.min-score}}")
                .contains("-> direct:map-candidate (routes/40-map-candidate.camel.yaml)")
                .contains("routes/70-receive-webhook.camel.yaml", "from kamelet:loxo-webhook-source")
                .doesNotContain("kamelet.yaml");
        assertThat(program.here("routes", "draw", "--format", "mermaid")
                        .exits(0)
                        .out())
                .startsWith("flowchart TD")
                .contains("direct_route_candidate -->|");
        program.here("routes", "draw", "--format", "svg", "--out", "flow.svg").exits(0);
        assertThat(Files.readString(program.folder().resolve("flow.svg")))
                .startsWith("<svg")
                .contains("30-route-candidate");
        assertThat(program.here("routes", "draw", "--output", "json")
                        .exits(0)
                        .json()
                        .get("routes"))
                .isNotEmpty();
    }
}
