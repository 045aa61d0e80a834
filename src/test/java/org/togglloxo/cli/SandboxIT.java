package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.Documents;
import org.togglloxo.flow.WebhookServer;

class SandboxIT {

    @TempDir
    Path temporary;

    @Test
    void itSyncsTwiceAndShowsWhatCameOfIt() {
        Program program = Program.in(temporary);
        Ended ended = program.run("sandbox", "--candidates", "40").exits(0);
        assertThat(ended.out())
                .contains(": 40 candidates")
                .containsPattern("first run .* 40 read = [1-9]\\d* created, \\d+ updated, 0 unchanged")
                .containsPattern("second run .* 40 read = 0 created, 0 updated, [1-9]\\d* unchanged")
                .contains("\n            0 calls about people to Loxo", "0 addresses belong to more than one")
                .contains("toggl:shortlist", "sandbox --serve");
        assertThat(program.leftBehind()).isEmpty();
    }

    @Test
    void theNumbersInTheReadmeAreReal() {
        assertThat(constant(Documents.readme()))
                .contains(constant(Program.in(temporary).run("sandbox").exits(0).out()));
    }

    @Test
    void itServesForOtherProcessesUntilItIsEnded() {
        Program server = Program.in(temporary.resolve("server"));
        try (Running serving = server.start("sandbox", "--serve", "--candidates", "25")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> serving.out().contains("Paste these lines"));
            Program program = Program.in(temporary).withExports(serving.out());
            program.here("doctor").exits(0);
            program.here("plan").exits(0);
            assertThat(program.here("sync", "--once").exits(0).out()).contains(" 25 read = ");
            Path ledger = Path.of(serving.out().replaceFirst("(?s).*export LEDGER_URL=jdbc:sqlite:(\\S+).*", "$1"));
            assertThat(ledger).exists();
            assertThat(program.leftBehind())
                    .as("no ledger that real keys could meet")
                    .isEmpty();
            serving.end(Duration.ofSeconds(10));
            assertThat(ledger.getParent()).doesNotExist();
        }
    }

    @Test
    void failingCandidatesAreServedToOtherProcesses() {
        Program server = Program.in(temporary.resolve("server"));
        try (Running serving = server.start("sandbox", "--serve", "--with-troubles", "--candidates", "5")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> serving.out().contains("Paste these lines"));
            Program program = Program.in(temporary).withExports(serving.out());
            program.here("plan").exits(3);
            assertThat(program.here("sync", "--once").exits(3).out()).contains("failed; ", "deferred; ");
            assertThat(program.here("explain", "too-slow@troubles.example")
                            .exits(0)
                            .out())
                    .contains("deferred (too-slow)", "deferred (claim-timeout)");
            assertThat(program.here("status").out()).contains("  too-slow: ", "  ambiguous: ", "  no-address: ");
        }
    }

    @Test
    void settingsOfTheWorkingDirectoryDoNotLeadItToRealServices() {
        Program program = Program.in(temporary)
                .with("TOGGL_BASE_URL", "http://127.0.0.1:1")
                .with("LOXO_BASE_URL", "http://127.0.0.1:1")
                .with("TOGGL_FILTER_HIRE_STATE", "rejected")
                .with("LEDGER_URL", "jdbc:sqlite:kept.db")
                .with("ALERTS_WHEN", "always");
        try (WebhookServer slack = WebhookServer.start()) {
            program.with("ALERTS_SLACK_URL", slack.url());
            assertThat(program.run("sandbox", "--candidates", "40").exits(0).out())
                    .contains("40 read = ");
            assertThat(slack.received()).isEmpty();
        }
        assertThat(program.leftBehind()).isEmpty();
    }

    @Test
    void aNumberThatMakesNoSenseIsAUsageError() {
        Ended ended =
                Program.in(temporary).here("sandbox", "--candidates", "-1").exits(2);
        assertThat(ended.err()).contains("candidates").doesNotContain("\tat ");
    }

    /** Without what differs from time to time: ports and seconds. */
    private static String constant(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("after \\d+\\.\\d s", "after S")
                .replaceAll("(person|into|to) 50\\d{3}", "$1 ID")
                .strip();
    }
}
