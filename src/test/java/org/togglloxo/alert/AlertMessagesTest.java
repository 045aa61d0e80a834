package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.settings.Problem;

class AlertMessagesTest {

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("words.properties"), List.of(lines));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0 minutes",
        "60, 1 minute",
        "2700, 45 minutes",
        "3600, 1 hour",
        "5400, 90 minutes",
        "7200, 2 hours",
        "100000, 27 hours",
        "172800, 2 days"
    })
    void timesAreSaidAsPeopleSayThem(long seconds, String said) {
        assertThat(AlertMessages.ofJar().time(Duration.ofSeconds(seconds))).isEqualTo(said);
    }

    @Test
    void somebodysOwnWordsTakeThePlaceOfTheProgramsOwn() throws IOException {
        Path own = file("subject.good=alles gut mit Lauf {run}: {read} gelesen", "runs.many={number} Läufe");
        assertThat(AlertMessages.problems(own)).isEmpty();
        AlertMessages messages = AlertMessages.in(own);
        assertThat(messages.say("subject.good", Map.of("run", 7, "read", 3)))
                .isEqualTo("alles gut mit Lauf 7: 3 gelesen");
        assertThat(messages.runs(3)).isEqualTo("3 Läufe");
        assertThat(messages.say("line.next", Map.of("next", "a $1 {b}"))).isEqualTo("Next: a $1 {b}");
    }

    @Test
    void aFileThatIsNotThereIsNoMatter() {
        assertThat(AlertMessages.problems(folder.resolve("none"))).isEmpty();
        assertThat(AlertMessages.in(folder.resolve("none")).runs(1)).isEqualTo("1 run");
    }

    @Test
    void wrongNamesAreNamedAndDoNoHarm() throws IOException {
        Path own = file("subject.wel-again=x", "wrong.failed={count} failed", "line.next=Next {next}");
        assertThat(AlertMessages.problems(own))
                .extracting(Problem::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("the line 'subject.wel-again', which is no message"),
                        second -> assertThat(second)
                                .contains("{count} in the line 'wrong.failed'", "number, percent, read"));
        assertThat(AlertMessages.in(own).say("line.next", Map.of("next", "x"))).isEqualTo("Next x");
    }

    @Test
    void aFileThatNobodyCanReadLeavesTheWordsAsTheyAre() throws IOException {
        Path own = file("line.next=\\uXYZ");
        assertThat(AlertMessages.problems(own)).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("line 1", "four hexadecimal digits"));
        assertThat(AlertMessages.in(own).say("line.next", Map.of("next", "x"))).isEqualTo("Next: x");
    }
}
