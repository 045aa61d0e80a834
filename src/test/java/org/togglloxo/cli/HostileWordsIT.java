package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Names of candidates and words of services that are made to act on a terminal, in every command that may show them. */
class HostileWordsIT extends ProcessTest {

    private static final String SUMMARY = "run 7 finished after 0 s: 0 read";
    private static final String HOSTILE =
            "Ann\u001b]8;;https://evil.example\u0007Lee\u001b]8;;\u0007\u001b[31m\u009b1m\u202e\u2066\u061c\u200b\ufeff\u007f"
                    + "\r\n" + SUMMARY + "\n" + SUMMARY + "\u2028" + SUMMARY + "\u0085" + SUMMARY;

    /** All that acts, but the end of a line and the indent of a stack trace, and a line that only a hostile word can have begun. */
    private static final Pattern ACTING =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t]]|(?m)^\\s*" + SUMMARY);

    private final List<Ended> shown = new ArrayList<>();

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(4);
    }

    @BeforeEach
    void start() {
        program.with("RETRY_DELAY", "1").with("RETRY_MAX_ATTEMPTS", "1");
        sandbox.toggl().candidateIds().forEach(id -> sandbox.toggl().change(id, candidate -> {
            candidate.put("name", HOSTILE).put("hire_state", "possible-hire").put("score", 90);
            candidate.withObject("/contact_info").put("full_name", HOSTILE).put("city", HOSTILE);
        }));
    }

    @Test
    void aCandidateWritesNothingOnATerminal() throws IOException {
        String id = sandbox.toggl().candidateIds().get(0);
        Files.writeString(
                program.folder().resolve("ann.json"),
                sandbox.toggl().candidate(id).orElseThrow().toString());
        inBothFormats("plan");
        inBothFormats("routes", "try", "--candidate", id);
        inBothFormats("routes", "try", "--candidate", "ann.json");
        inBothFormats("scorecard", id, "--out", "card.pdf", "--force");
        inBothFormats("sync", "--once");
        inBothFormats("status");
        inBothFormats("explain", id);
        // plan and both kinds of routes try show names
        assertThat(shown.stream().filter(ended -> ended.out()
                        .matches("(?is).*Ann\\\\u001b]8;;https://evil.example\\\\u0007Lee.*")))
                .hasSizeGreaterThanOrEqualTo(6);
        assertNothingActs();
    }

    @Test
    void aServiceWritesNothingOnATerminal() {
        String id = sandbox.toggl().candidateIds().get(0);
        sandbox.loxoFaults().on("POST /people").then(Fault.answer(422, Map.of(), saying(HOSTILE)));
        sandbox.loxoFaults().on("GET /webhooks").then(Fault.tamper(seen -> {
            seen.answer().elements().forEachRemaining(webhook -> ((ObjectNode) webhook).put("item_type", HOSTILE));
            return seen.answer();
        }));
        sandbox.loxo().webhooks().register("person", "update", "https://old.example/x");
        inBothFormats("sync", "--once");
        inBothFormats("status");
        inBothFormats("explain", id);
        inBothFormats("retry");
        inBothFormats("plan");
        inBothFormats("webhooks", "list");
        assertThat(shown.stream().map(Ended::out)).anyMatch(out -> out.contains("\\u202e"));

        sandbox.loxoFaults().on("GET /job_categories").then(Fault.answer(403, Map.of(), saying(HOSTILE)));
        sandbox.togglFaults().on("GET /candidates").then(Fault.answer(400, Map.of(), saying(HOSTILE)));
        inBothFormats("doctor");
        inBothFormats("sync", "--once");
        assertNothingActs();
    }

    @Test
    void whatIsTypedOrSetWritesNothingOnATerminal() throws IOException {
        files.copyRoutes();
        files.edit(
                "45-add-details.camel.yaml",
                text -> text.replaceFirst("description: .*", "description: \"\\\\e[31mAnn\\\\u202e\""));
        inBothFormats("routes", "draw");
        inBothFormats("routes", "check");
        inBothFormats("explain", HOSTILE);
        inBothFormats("retry", HOSTILE);
        inBothFormats("link", HOSTILE, "1");
        inBothFormats("forget", HOSTILE);
        inBothFormats("scorecard", HOSTILE, "--out", "card.pdf");
        inBothFormats("webhooks", "register", "--endpoint-url", HOSTILE);
        inBothFormats("webhooks", "update", "1", "--item-type", HOSTILE);
        inBothFormats("webhooks", "remove", "1", HOSTILE);
        inBothFormats("status", HOSTILE);
        Files.writeString(
                Files.createDirectories(program.folder().resolve("config")).resolve("application.properties"),
                "sync.mode=\\u001b[31m\\u202e\\n" + SUMMARY + "\nsync.\\u001b[31m=1\n");
        inBothFormats("doctor");
        inBothFormats("sync", "--once");
        assertThat(shown).extracting(Ended::err).last().asString().contains("sync.mode is '\\u001b[31m\\u202e");
        assertNothingActs();
    }

    private void inBothFormats(String... command) {
        // names are logged at this level, and nowhere else
        program.with("LOG_LEVEL", "DEBUG");
        try (UnderWay logged = command[0].equals("sync") ? program.start(command) : program.begin(command)) {
            shown.add(logged.awaitEnd());
        }
        List<String> asJson = new ArrayList<>(List.of(command));
        asJson.addAll(List.of("--output", "json"));
        shown.add(program.here(asJson.toArray(String[]::new)));
    }

    private void assertNothingActs() {
        assertThat(shown).allSatisfy(ended -> assertThat(ended.out() + "\n" + ended.err())
                .doesNotContainPattern(ACTING));
    }

    private static String saying(String words) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.putArray("errors").add(words);
        return answer.toString();
    }
}
