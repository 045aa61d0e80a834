package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.fault.Fault;

/** Route and settings files edited while {@code sync} runs every two seconds. */
class LiveEditIT extends LiveEditCase {

    @Test
    void aThresholdEditedInTheSettingsMovesCandidatesToTheOtherLane() throws IOException {
        long review = withTag("toggl:review");
        assertThat(review).isPositive();
        files.settings("sync.min-score=0\n");
        soon(() -> withTag("toggl:review") == 0);
        assertThat(takenOver()).isEqualTo(1);
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
    void aRunUnderWayEndsByTheOldRules() throws IOException {
        CompletableFuture<Void> saved = new CompletableFuture<>();
        sandbox.loxoFaults().on("PUT /people/{id}").from(3).then(Fault.holdUntil(saved));
        files.edit(MAPPING, text -> text.replace("\"toggl:", "\"first:"));
        await().atMost(STARTED).until(() -> sandbox.loxoFaults().played() >= 1);
        files.edit(MAPPING, text -> text.replace("\"first:", "\"second:"));
        assertThat(underWay(sync.err().lines()))
                .as("runs under way when the file was saved")
                .isEqualTo(1);
        saved.complete(null);
        await().atMost(STARTED).until(() -> withTag("second:review") >= 1);
        List<String> log = sync.err().lines().toList();
        List<Integer> takeOvers = IntStream.range(0, log.size())
                .filter(i -> log.get(i).contains("taken over: "))
                .boxed()
                .toList();
        assertThat(takeOvers).hasSize(2);
        for (int takeOver : takeOvers) {
            assertThat(underWay(log.stream().limit(takeOver)))
                    .as("runs under way at: " + log.get(takeOver))
                    .isZero();
        }
        await().atMost(STARTED).until(() -> withTag("first:review") == 0);
        endsCleanly();
    }

    /** By its log, how many runs have begun and not ended. */
    private static long underWay(Stream<String> log) {
        return log.mapToLong(
                        line -> line.matches(".*run \\d+ begins.*") ? 1 : line.matches(".*run \\d+ ended.*") ? -1 : 0)
                .sum();
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

    @Test
    void theScheduleItselfIsEdited() throws IOException {
        files.edit("10-schedule-sync.camel.yaml", text -> text.replace("{{sync.schedule}}", "0 0 0 1 1 ? 2099"));
        soon(() -> takenOver() == 1);
        long runs = sync.out().lines().count();
        files.edit("10-schedule-sync.camel.yaml", text -> text.replace("0 0 0 1 1 ? 2099", "{{sync.schedule}}"));
        soon(() -> takenOver() == 2);
        assertThat(sync.out().lines().count()).isLessThanOrEqualTo(runs + 1);
        soon(() -> sync.out().lines().count() > runs);
        endsCleanly();
    }

    @Test
    void sigtermWhileAnEditIsTriedEndsTheProgram() throws Exception {
        each(Duration.ofMillis(100), 6, save -> files.edit(MAPPING, text -> text + "# one more\n"));
        sync.signal("TERM");
        sync.awaitEnd(Duration.ofSeconds(10)).exits(143);
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    private long takenOver() {
        return sync.err().lines().filter(line -> line.contains("taken over: ")).count();
    }
}
