package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.sandbox.fault.Fault;

/** Route and settings files edited while {@code sync} runs every two seconds. */
class LiveEditIT extends LiveEditCase {

    @Override
    UnderWay begin() {
        return program.start("sync");
    }

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
        sync.end(Duration.ofSeconds(10));
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }
}
