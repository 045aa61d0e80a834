package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** A candidate's test result, from Toggl Hire into a file. */
class ScorecardIT extends ProcessTest {

    private static final String CANDIDATE = "100007";

    private Path file;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(5);
    }

    @BeforeEach
    void start() {
        program.with("RETRY_DELAY", "10");
        file = program.folder().resolve("card.pdf");
    }

    @Test
    void writesTheTestResultWithNamesAndAnswers() throws Exception {
        ObjectNode candidate = sandbox.toggl().candidate(CANDIDATE).orElseThrow();

        JsonNode said = program.withoutLedger()
                .run("scorecard", CANDIDATE, "--out", "card.pdf", "--output", "json")
                .exits(0)
                .json();

        assertThat(said.get("candidate").textValue()).isEqualTo(CANDIDATE);
        assertThat(said.get("bytes").longValue()).isEqualTo(Files.size(file));
        assertThat(text())
                .contains(candidate.get("email").textValue(), "Which one describes you better?", "chosen, right")
                .containsAnyOf(
                        "Senior JavaScript Developer", "Java Engineer", "Développeur·se Python", "Support Specialist");
        assertThat(program.leftBehind()).containsOnlyKeys(Path.of("card.pdf"));
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void keepsAFileThatIsThereUnlessForced() throws Exception {
        Files.writeString(file, "mine");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(program.here("scorecard", CANDIDATE, "--out", "card.pdf")
                        .exits(2)
                        .errors())
                .containsExactly("error: card.pdf exists already. Give another --out, or --force to replace it");
        assertThat(file).hasContent("mine");

        assertThat(program.here("scorecard", CANDIDATE, "--out", "card.pdf", "--force")
                        .exits(0)
                        .out())
                .contains("card.pdf: the test result of candidate " + CANDIDATE);
        assertThat(text()).contains("Test result");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void saysThatNobodyHasThatId() {
        assertThat(program.here("scorecard", "999999", "--out", "card.pdf")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("Toggl Hire has no candidate 999999");
        assertThat(program.here("scorecard", "../tags", "--out", "card.pdf")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("'../tags' is no id of a candidate");
        assertThat(file).doesNotExist();
    }

    @Test
    void takesTheAddressOfTheLoginAndTheOneThatIsPreferred() throws Exception {
        ObjectNode candidate = sandbox.toggl().candidate(CANDIDATE).orElseThrow();
        candidate.put("email", "login+1@example.com");
        candidate.withObject("/contact_info").put("contact_email", "preferred@example.com");
        sandbox.toggl().change(CANDIDATE, someone -> someone.setAll(candidate));
        assertThat(program.here("scorecard", "Login+1@example.com", "--out", "card.pdf", "--output", "json")
                        .exits(0)
                        .json()
                        .get("candidate")
                        .textValue())
                .isEqualTo(CANDIDATE);
        assertThat(text()).contains("login+1@example.com");

        assertThat(program.here("scorecard", "preferred@example.com", "--out", "other.pdf")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("Toggl Hire has no candidate preferred@example.com");
        program.here("sync", "--once");
        program.here("scorecard", "preferred@example.com", "--out", "other.pdf").exits(0);
    }

    @Test
    void namesTheCandidatesWhoShareAnAddress() {
        List<String> ids = sandbox.toggl().candidateIds().subList(0, 2);
        ids.forEach(id -> sandbox.toggl().change(id, someone -> someone.put("email", "both@example.com")));
        assertThat(program.here("scorecard", "both@example.com", "--out", "card.pdf")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("both@example.com is the address of several candidates: " + String.join(", ", ids));
        assertThat(file).doesNotExist();
    }

    @Test
    void needsNothingOfLoxo() throws Exception {
        program.with("LOXO_API_KEY", "").with("LOXO_AGENCY_SLUG", "").with("LOXO_BASE_URL", "");
        program.with("LOXO_MAX_REQUESTS_PER_SECOND", "many");
        program.here("scorecard", CANDIDATE, "--out", "card.pdf").exits(0);
        assertThat(text()).contains("Test result");

        program.with("TOGGL_API_KEY", "");
        assertThat(program.here("scorecard", CANDIDATE, "--out", "other.pdf")
                        .exits(2)
                        .errors())
                .anySatisfy(error -> assertThat(error).contains("toggl.api-key"))
                .noneSatisfy(error -> assertThat(error).contains("loxo."));
    }

    @Test
    void asksForTheFolderFirst() {
        assertThat(program.here("scorecard", CANDIDATE, "--out", "none/card.pdf")
                        .exits(2)
                        .errors())
                .containsExactly("error: none/card.pdf cannot be written: its folder does not exist. Make it first");
    }

    @Test
    void triesAgainWhenTogglHireFails() throws Exception {
        sandbox.togglFaults().on("GET /candidates/" + CANDIDATE).times(2).then(Fault.answer(503, Map.of(), ""));

        program.here("scorecard", CANDIDATE, "--out", "card.pdf").exits(0);

        assertThat(text()).contains("Test result");
    }

    @Test
    void saysThatTogglHireCannotBeAsked() {
        sandbox.togglFaults().on("GET /candidates/" + CANDIDATE).from(1).then(Fault.answer(500, Map.of(), ""));
        program.with("RETRY_MAX_ATTEMPTS", "1");

        assertThat(program.here("scorecard", CANDIDATE, "--out", "card.pdf")
                        .exits(5)
                        .errors())
                .singleElement()
                .asString()
                .contains("Toggl Hire still answered 500 to GET /candidates/" + CANDIDATE);
        assertThat(file).doesNotExist();
    }

    @Test
    void saysThatTogglHireRefusesTheKey() {
        program.with("TOGGL_API_KEY", "wrong");

        program.here("scorecard", CANDIDATE, "--out", "card.pdf").exits(4);
        assertThat(file).doesNotExist();
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String text() throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
