package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageIT {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sink",
                "sync --limit 0",
                "sync --limit x",
                "plan --limit -1",
                "status --output xml",
                "sync --onc",
                "explain",
                "link 100000",
                "sandbox --candidates x"
            })
    void aWrongCommandLineIsExplainedAndEndsWithTwo(String line) {
        Ended ended = Program.in(temporary)
                .here(line.isEmpty() ? new String[0] : line.split(" "))
                .exits(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync --limit x | error: --limit is 'x': a whole number is needed",
                "sandbox --candidates x | error: --candidates is 'x': a whole number is needed",
                "link 100000 abc | error: PERSON is 'abc': a whole number is needed",
                "status --output xml | error: --output is 'xml': one of text, json is needed",
                "sinc | Did you mean sync?",
                "doktor | Did you mean doctor?",
                "sync --onc | Did you mean --once?"
            })
    void aSlipOnTheCommandLineIsNamedWithWhatIsNeeded(String line, String said) {
        assertThat(Program.in(temporary).here(line.split(" ")).exits(2).err())
                .contains(said)
                .doesNotContain("link,", "is not a");
    }

    @Test
    void aWordThatIsNearToNoCommandGetsTheListAndNoGuess() {
        assertThat(Program.in(temporary).here("carry").exits(2).err())
                .contains("Unmatched argument", "carry", "Usage: toggl-loxo")
                .doesNotContain("Did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "sync", "plan", "doctor", "status", "explain", "retry", "link", "forget"})
    void everyCommandHasAHelp(String command) {
        Ended help = Program.in(temporary).here(command, "--help").exits(0);
        assertThat(help.out()).startsWith("Usage: toggl-loxo " + command).contains("--output=text|json", "--help");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"> /dev/full", ">&-"})
    void whatCannotBeWrittenToStdoutIsNotPassedOverInSilence(String redirection) {
        Ended ended = Program.in(temporary)
                .runInto(redirection, "audit", "--output", "csv")
                .exits(1);
        assertThat(ended.err()).contains("error: what was printed could not be written to stdout");
    }

    @Test
    void whoReadsNoFurtherIsToldNothing() {
        Ended ended = Program.in(temporary).runInto("| true", "status").exits(0);
        assertThat(ended.err()).doesNotContain("error: what was printed");
    }

    @Test
    void theHelpListsAllCommandsAndExitCodes() {
        Ended help = Program.in(temporary).run("--help").exits(0);
        assertThat(help.out())
                .contains("sandbox", "sync", "plan", "doctor", "status", "explain", "retry", "forget", "Exit codes");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Program.in(temporary).run("--version").exits(0).out())
                .matches("toggl-loxo \\d+\\.\\d+\\.\\d+\\S*\\R");
    }
}
