package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** What the commands say of secrets that lie elsewhere. */
class SecretSourcesTest {

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(3).build());
        program = Program.in(temporary)
                .against(sandbox)
                .without("TOGGL_API_KEY")
                .without("LOXO_API_KEY")
                .with("TOGGL_API_KEY_FILE", secret("toggl", sandbox.options().togglKey()))
                .with(
                        "LOXO_API_KEY_COMMAND",
                        "cat " + secret("loxo", sandbox.options().loxoKey()));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String secret(String name, String key) throws IOException {
        Path file = Files.writeString(temporary.resolve(name), key + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    @Test
    void doctorSaysWhereEachComesFromAndNothingOfWhatItIs() {
        Ended doctor = program.with("WEBHOOKS_TOKEN", "d7bc6dfdce8e1322fe6fb46c0e7c10cd")
                .here("doctor")
                .exits(0);
        assertThat(doctor.out())
                .contains(
                        "OK    secret toggl.api-key: from the file %s, 17 characters"
                                .formatted(temporary.resolve("toggl")),
                        "OK    secret loxo.api-key: from the command cat, 16 characters",
                        "OK    secret webhooks.token: from the environment variable WEBHOOKS_TOKEN, 32 characters")
                .doesNotContain(sandbox.options().togglKey(), sandbox.options().loxoKey(), "d7bc6dfd", "secret ledger");
        assertThat(doctor.err()).isEmpty();
    }

    @Test
    void aRunGoesByThem() {
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().peopleCount()).isPositive();
    }

    @Test
    void oneThatCannotBeHadEndsACommandThatNeedsItWithOneMessage() {
        program.with("LOXO_API_KEY_COMMAND", "sh -c 'echo no route to the vault >&2; exit 7'");
        assertThat(program.here("sync", "--once").exits(2).errors())
                .containsExactly(
                        "error: loxo.api-key-command names the program 'sh', which ended with exit code 7: no route to the vault. Run it by hand");
        assertThat(program.here("doctor").exits(2).out()).contains("FAIL  setting loxo.api-key-command: ");
        program.here("status").exits(0);
        program.here("routes", "check").exits(0);
    }

    @Test
    void aFileThatEverybodyMayReadIsAWarning() throws IOException {
        Files.setPosixFilePermissions(temporary.resolve("toggl"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(program.here("doctor").exits(0).err())
                .contains("toggl.api-key-file names the file")
                .contains("chmod 400");
    }
}
