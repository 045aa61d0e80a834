package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;

/** Whoever reads the last line of stdout finds an object there, however a command ends. */
class ErrorsAsJsonTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sinc --output json",
                "sync --once --limit x --output json",
                "sync --once --output=json",
                "status --runs 0 --output JSON",
                "explain 100245 --output json",
                "retry 100245 --output json",
                "apply plan.json --output json",
                "ledger backup copy.db --output json",
                "candidates --workspace acme --output json"
            })
    void anErrorIsTheObjectWhereJsonIsWanted(String line) {
        Ended ended = Program.in(temporary).here(line.split(" ")).exits(2);
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.json().path("exit_code").asInt()).isEqualTo(2);
        assertThat(ended.json().path("errors")).isNotEmpty().allSatisfy(error -> assertThat(ended.err())
                .contains("error: " + error.textValue()));
    }

    @Test
    void oneOfSeveralWorkspacesThatFailsIsNoSecondObject() {
        Program several = Program.in(temporary).with("TOGGL_WORKSPACES", "acme,beta");
        Ended ended = several.here("sync", "--once", "--output", "json").exits(2);
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.json().path("exit_code").asInt()).isEqualTo(2);
    }

    @Test
    void aCommandThatHasAnObjectOfItsOwnPrintsNoOther() {
        Ended doctor = Program.in(temporary).here("doctor", "--output=json").exits(2);
        assertThat(doctor.out().lines()).hasSize(1);
        assertThat(doctor.json().get("findings")).isNotEmpty();
    }

    @Test
    void textStaysOnStderr() {
        assertThat(Program.in(temporary).here("retry", "100245").exits(2).out()).isEmpty();
    }
}
