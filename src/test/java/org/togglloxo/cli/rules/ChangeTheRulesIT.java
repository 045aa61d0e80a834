package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.Documents;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;

/** The worked example of how to change the rules, step by step, with the page's own text. */
class ChangeTheRulesIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(30);

    private List<String> blocks;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(60);
    }

    @BeforeEach
    void start() throws IOException {
        blocks = Pattern.compile("```(?:yaml)?\n(.*?)```", Pattern.DOTALL)
                .matcher(Documents.page("change-the-rules"))
                .results()
                .map(block -> block.group(1))
                .toList();
        files.copyRoutes();
    }

    @Test
    void whatThePageSaysIsWhatIsSeen() throws IOException {
        program.with("SYNC_SCHEDULE", "0/2 * * * * ?");
        try (Running sync = program.start("sync")) {
            await().atMost(SECONDS).until(() -> sync.out().contains("run 1 finished"));
            long shortlisted = withTag("toggl:shortlist");
            put("40-map-candidate", "- id: when-lane-shortlist", blocks.get(0));
            await().atMost(SECONDS).until(() -> sync.err().contains("taken over: routes/40-map-candidate"));
            put("30-route-candidate", "- id: when-shortlisted", blocks.get(1));
            await().atMost(SECONDS)
                    .until(() -> sync.err().contains(blocks.get(3).strip()));
            await().atMost(SECONDS).until(() -> withTag("toggl:star") > 0);
            assertThat(withTag("toggl:star") + withTag("toggl:shortlist")).isEqualTo(shortlisted);

            triesAsShown();

            Path router = program.folder().resolve("routes/30-route-candidate.camel.yaml");
            Files.writeString(router, Files.readString(router).replaceFirst("- setVariable:", "- setVarible:"));
            await().atMost(SECONDS)
                    .until(() -> sync.err().contains(blocks.get(4).strip()));
            String said = blocks.get(4).strip().replaceFirst("^LiveFlow: (.*?)\\. The version.*$", "$1");
            assertThat(program.here("status").exits(0).out()).contains(said);
            assertThat(program.here("routes", "check").exits(2).out()).contains(said);
        }
    }

    private void triesAsShown() throws IOException {
        List<String> lines = blocks.get(2).lines().toList();
        String json = lines.get(0).replaceFirst("^\\$ echo '(.*)' > ann\\.json$", "$1");
        Files.writeString(program.folder().resolve("ann.json"), json);
        assertThat(lines.get(1)).endsWith(" routes try --candidate ann.json");
        assertThat(program.here("routes", "try", "--candidate", "ann.json")
                        .exits(0)
                        .out()
                        .strip())
                .isEqualTo(String.join("\n", lines.subList(2, lines.size())).strip());
    }

    private void put(String file, String above, String block) throws IOException {
        Path path = program.folder().resolve("routes/" + file + ".camel.yaml");
        String text = Files.readString(path);
        int line = text.lastIndexOf('\n', text.indexOf(above)) + 1;
        Files.writeString(path, text.substring(0, line) + block + text.substring(line));
    }
}
