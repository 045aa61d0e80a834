package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.UnderWay;

/** Files that are added, taken away, renamed, half written and broken while the program runs. */
class LiveFilesIT extends LiveEditCase {

    private static final String ROUTER = "30-route-candidate.camel.yaml";

    @Override
    UnderWay begin() {
        return program.begin("sync");
    }

    @Test
    void aLaneIsAddedWithAFileOfItsOwn() throws IOException {
        files.write("35-praise-candidate.camel.yaml", """
                - route:
                    id: praise-candidate
                    from:
                      uri: direct:praise-candidate
                      steps:
                        - setVariable:
                            name: lane
                            constant: praise
                        - to:
                            uri: direct:map-candidate
                """);
        files.edit(ROUTER, text -> text.replaceFirst("            when:\n", """
                            when:
                              - id: when-praised
                                jq: '.hire_state == "possible-hire" and .score >= 90'
                                steps:
                                  - to:
                                      id: to-praise
                                      uri: direct:praise-candidate
                """));
        files.edit(MAPPING, text -> text.replace("              - id: when-lane-review\n", """
                              - id: when-lane-praise
                                simple: "${variable.lane} == 'praise'"
                                steps:
                                  - setBody:
                                      id: map-praise
                                      jq: '. + {create: true, tags: ["toggl:praise"]}'
                              - id: when-lane-review
                """));
        soon(() -> withTag("toggl:praise") > 0);
        endsCleanly();
    }

    @Test
    void aDeletedFileThatIsStillCalledIsABrokenEditAndRestoredItRunsOn() throws IOException {
        Path file = files.route("62-put-forward.camel.yaml");
        String sound = Files.readString(file);
        Files.delete(file);
        soon(() -> errors() == 1);
        assertThat(sync.err()).contains("no route begins with direct:put-forward");
        Files.writeString(file, sound);
        soon(() -> sync.err().contains("again as they run"));
        endsCleanly();
    }

    @Test
    void aDeletedFileThatNobodyCallsGoesAndComesBack() throws IOException {
        Path file = files.route("85-extra.camel.yaml");
        Files.writeString(file, """
                - route:
                    id: extra
                    from:
                      uri: quartz:extra
                      parameters:
                        cron: "* * * * * ?"
                      steps:
                        - log:
                            message: extra ran
                            loggingLevel: WARN
                """);
        soon(() -> sync.err().contains("extra ran"));
        Files.delete(file);
        soon(() -> sync.err().contains("85-extra.camel.yaml (gone)"));
        long ran = sync.err().lines().filter(line -> line.contains("extra ran")).count();
        long runs = sync.out().lines().count();
        await().atMost(VISIBLE).until(() -> sync.out().lines().count() > runs);
        assertThat(sync.err().lines().filter(line -> line.contains("extra ran")).count())
                .isEqualTo(ran);
        endsCleanly();
    }

    @Test
    void halfWrittenFilesRenamedFilesAndManySavesSettleOnTheLastState() throws Exception {
        String sound = files.text(MAPPING);
        each(Duration.ofMillis(80), 10, save -> {
            String next = sound.replace("toggl:review", "toggl:save-" + save);
            files.write(MAPPING, next.substring(0, next.length() / 2));
            files.write(MAPPING, next);
        });
        soon(() -> withTag("toggl:save-10") > 0 && withTag("toggl:review") == 0);
        Path written = files.route(".40.swp");
        Files.writeString(written, sound.replace("toggl:review", "toggl:renamed"));
        Files.move(written, files.route(MAPPING), StandardCopyOption.ATOMIC_MOVE);
        soon(() -> withTag("toggl:renamed") > 0 && withTag("toggl:save-10") == 0);
        endsCleanly();
    }

    @Test
    void theFolderThatGoesAwayIsNotReplacedByTheCopiesInTheJar() throws IOException {
        Files.move(program.folder().resolve("routes"), program.folder().resolve("away"));
        soon(() -> errors() == 1);
        assertThat(sync.err()).contains("the folder is gone");
        Files.move(program.folder().resolve("away"), program.folder().resolve("routes"));
        soon(() -> sync.err().contains("again as they run"));
        endsCleanly();
    }

    @Test
    void aBrokenFileChangesNothingIsNamedAndFixedTakesOver() throws IOException {
        String sound = files.text(MAPPING);
        files.write(MAPPING, sound.replace("- choice:", "- choose:"));
        soon(() -> errors() == 1);
        assertThat(sync.err()).contains("routes/" + MAPPING + ", line ", "choose", "The version before goes on");
        JsonNode refused =
                program.here("status", "--output", "json").exits(0).json().get("refused_edits");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).get("file").textValue()).isEqualTo("routes/" + MAPPING);
        assertThat(refused.get(0).get("line").intValue()).isPositive();
        assertThat(refused.get(0).get("sentence").textValue()).contains("choose");
        assertThat(program.here("status").exits(0).out()).contains("routes/" + MAPPING + ", line ", "goes on");
        long runs = sync.out().lines().count();
        await().atMost(VISIBLE).until(() -> sync.out().lines().count() > runs);
        assertThat(sync.err().lines().filter(line -> line.contains("ERROR")))
                .as("said once")
                .hasSize(1);

        files.write(MAPPING, sound.replace("toggl:review", "toggl:second-look"));
        soon(() -> withTag("toggl:second-look") > 0 && withTag("toggl:review") == 0);
        assertThat(program.here("status", "--output", "json").exits(0).json().get("refused_edits"))
                .isEmpty();
        endsCleanly();
    }

    @Test
    void anEditTakenBackIsForgotten() throws IOException {
        String sound = files.text(MAPPING);
        files.write(MAPPING, "- route:\n");
        soon(() -> errors() == 1);
        files.write(MAPPING, sound);
        soon(() -> sync.err().contains("again as they run"));
        assertThat(takenOver()).isZero();
        assertThat(program.here("status", "--output", "json").exits(0).json().get("refused_edits"))
                .isEmpty();
        endsCleanly();
    }

    @Test
    void aSettingThatIsWrongIsRefusedWithItsName() throws IOException {
        files.settings("loxo.max-concurrent-requests=4\nsync.mode=upset\n");
        soon(() -> errors() == 1);
        assertThat(sync.err()).contains("config/application.properties, line 2", "sync.mode is 'upset'");
        files.settings("ledger.url=jdbc:sqlite:elsewhere.db\nsync.min-score=0\n");
        soon(() -> withTag("toggl:review") == 0);
        assertThat(sync.err()).contains("ledger.url", "takes effect when sync is started again");
        endsCleanly();
    }
}
