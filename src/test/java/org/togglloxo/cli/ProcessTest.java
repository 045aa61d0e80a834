package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.faults.SharedPostgres;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** The packaged program between the two simulated services. */
public abstract class ProcessTest {

    @TempDir
    protected Path temporary;

    protected Sandbox sandbox;
    protected Program program;
    protected FilesFolder files;

    protected abstract SandboxOptions.Builder services();

    @BeforeEach
    protected final void startServices() {
        sandbox = Sandbox.start(services().build());
        program = Program.in(temporary).against(sandbox);
        files = new FilesFolder(program.folder());
    }

    protected final void awaitCreates(long many) {
        await().atMost(Duration.ofSeconds(40)).until(() -> sandbox.loxo().countOf("POST /people") >= many);
    }

    /** A second node, which runs when this returns; begun only once the first is at work, since a process takes long to start. */
    protected final RunningHere besideOneAtWork(SharedPostgres postgres, String database) {
        awaitCreates(1);
        RunningHere second = program.begin("sync", "--once", "--output", "json");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> postgres.runs(database).size() == 2);
        return second;
    }

    protected final void awaitPeople(int many) {
        awaitPeople(many, Duration.ofMinutes(3));
    }

    protected final void awaitPeople(int many, Duration most) {
        await().atMost(most)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sandbox.loxo().peopleCount() >= many);
    }

    /** How many people in Loxo have the tag. */
    protected final long withTag(String tag) {
        return sandbox.loxo().people().stream()
                .filter(person -> person.tags().contains(tag))
                .count();
    }

    @AfterEach
    protected final void stopServices() {
        sandbox.close();
        assertThat(sandbox.unexpected()).as("calls to what is not there").isEmpty();
        assertThat(sandbox.leaks()).as("keys and headers that leaked").isEmpty();
    }
}
