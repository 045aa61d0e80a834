package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.SandboxOptions;

/** A password inside {@code ledger.url} stays out of all that is printed, whatever is wrong with the URL. */
class LedgerUrlIT extends ProcessTest {

    private static final List<String[]> COMMANDS = Stream.of(
                    "sync --once",
                    "plan",
                    "doctor",
                    "status",
                    "explain 1",
                    "retry",
                    "link 1 2",
                    "forget 1",
                    "scorecard 1 --out card.pdf",
                    "routes check",
                    "routes try --candidate candidate.json",
                    "webhooks list")
            .map(command -> command.split(" "))
            .toList();

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(1);
    }

    @BeforeEach
    void giveACandidate() throws Exception {
        Files.writeString(program.folder().resolve("candidate.json"), "{}");
    }

    // the short one is told from other words by its place alone, the long one may be told by itself
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:1/ledger?user=me&password=%s, hq7Wz9kTn, TRACE",
        "jdbc:postgresql://127.0.0.1:1/ledger?user=me&password=%s, q~, INFO",
        "jdbc:postgresql://me:%s@127.0.0.1:port/ledger, q~, INFO"
    })
    void isNotShown(String url, String password, String level) {
        program.with("LOG_LEVEL", level).with("LEDGER_URL", url.formatted(password + 0));
        assertSilent(program.run("sync", "--once"), password + 0);
        // a new one for each: what has been hidden once stays so as long as the process lives
        for (int i = 1; i <= COMMANDS.size(); i++) {
            String own = password + (char) ('a' + i);
            try (RunningHere running =
                    program.with("LEDGER_URL", url.formatted(own)).begin(COMMANDS.get(i - 1))) {
                assertSilent(running.awaitEnd(), own);
            }
        }
        program.leftBehind().forEach((file, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(file.toString())
                .doesNotContain(password));
    }

    private static void assertSilent(Ended ended, String password) {
        assertThat(ended.lines().filter(line -> line.contains(password))).isEmpty();
        assertThat(ended.err()).doesNotContain("Exception in thread");
    }
}
