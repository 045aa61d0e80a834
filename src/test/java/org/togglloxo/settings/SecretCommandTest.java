package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take too long. */
@Timeout(60)
class SecretCommandTest {

    @TempDir
    Path folder;

    private void isKilled(String line) {
        SecretCommand command = new SecretCommand(line, folder, Duration.ofSeconds(1));
        assertThatThrownBy(() -> command.read(Secrets.of()))
                .isInstanceOf(InvalidSecret.class)
                .hasMessageContaining("did not end within 1 s and was killed");
    }

    private void isGone(String pidFile) throws Exception {
        String pid = Files.readString(folder.resolve(pidFile)).strip();
        await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Test
    void aCommandThatDoesNotEndIsKilledWithItsChildren() throws Exception {
        isKilled("sh -c 'sleep 600 & echo $! > child; echo $$ > self; wait'");
        isGone("child");
        isGone("self");
    }

    @Test
    void aChildThatHoldsTheOutputOpenDoesNotHoldUpAnybody() throws Exception {
        isKilled("sh -c 'sleep 600 & echo $! > child; sleep 0.2; echo a-key'");
        isGone("child");
    }

    @Test
    void muchOutputIsReadAndRefused() {
        SecretCommand command =
                new SecretCommand("sh -c 'head -c 3000000 /dev/zero | tr \"\\0\" k'", folder, Duration.ofSeconds(30));
        assertThatThrownBy(() -> command.read(Secrets.of()))
                .isInstanceOf(InvalidSecret.class)
                .hasMessageContaining("more than 64 KiB");
    }

    @Test
    void muchOnItsStandardErrorHoldsNothingUp() throws Exception {
        SecretCommand command =
                new SecretCommand("sh -c 'head -c 3000000 /dev/zero >&2; echo a-key'", folder, Duration.ofSeconds(30));
        assertThat(command.read(Secrets.of())).isEqualTo("a-key");
    }
}
