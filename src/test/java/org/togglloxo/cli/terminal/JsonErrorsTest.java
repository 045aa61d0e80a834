package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;

/** Scripts read the last line of stdout, whatever is wrong with what they asked. */
class JsonErrorsTest {

    @TempDir
    Path temporary;

    private Program program;

    @BeforeEach
    void withoutSettings() throws Exception {
        program = Program.in(temporary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain 99",
                "retry 77",
                "plan",
                "plan --limit many",
                "plan --workspace acme",
                "candidates --outcome lost",
                "apply nothing.json",
                "routes try 1",
                "nonsense"
            })
    void whatIsWrongIsAnObjectOnTheLastLine(String command) {
        Ended ended = program.here((command + " --output json").split(" ")).exits(2);
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.json().get("exit_code").asInt()).isEqualTo(2);
        assertThat(ended.json().get("errors")).isNotEmpty().allSatisfy(error -> assertThat(ended.err())
                .contains("error: " + error.asText()));
    }

    @Test
    void aCommandThatHasAnObjectOfItsOwnPrintsNoOther() {
        Ended doctor = program.here("doctor", "--output=json").exits(2);
        assertThat(doctor.out().lines()).hasSize(1);
        assertThat(doctor.json().get("findings")).isNotEmpty();
    }

    @Test
    void withoutJsonNothingIsPrinted() {
        assertThat(program.here("explain", "99").exits(2).out()).isEmpty();
    }
}
