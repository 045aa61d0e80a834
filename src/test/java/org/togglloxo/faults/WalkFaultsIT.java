package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.Fault;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** A list that moves while it is read. */
class WalkFaultsIT {

    private static final String LIST = "GET /candidates";
    private static final int CANDIDATES = 50;

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.builder()
                .candidates(CANDIDATES)
                .togglPageLimit(10)
                .build());
        Hopefuls.hireEverybody(sandbox);
        program = Program.in(temporary).against(sandbox).with("TOGGL_PAGE_SIZE", "10");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void candidatesThatComeGoAndChangeMeanwhileAreNoError() {
        String gone = sandbox.toggl().candidateIds().get(45);
        String goneBehind = sandbox.toggl().candidateIds().get(29);
        sandbox.togglFaults().on(LIST).nth(3).then(Fault.tamper(seen -> {
            sandbox.toggl().remove(gone);
            sandbox.toggl().remove(goneBehind);
            sandbox.toggl().add(candidate -> candidate.put("hire_state", "possible-hire"));
            sandbox.toggl().change(sandbox.toggl().candidateIds().get(44), WalkFaultsIT::rename);
            return seen.answer();
        }));
        run();
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        assertThat(sandbox.loxo().people()).extracting(person -> person.name()).contains("Renamed Meanwhile");
        // whoever was listed before they went is there, and nobody besides
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(sandbox.toggl().candidateCount() + 1);
        assertThat(run().get("unchanged").intValue()).isEqualTo(sandbox.toggl().candidateCount());
    }

    private JsonNode run() {
        return Hopefuls.assertAddsUp(
                program.run("sync", "--once", "--output", "json").exits(0).json());
    }

    private static void rename(ObjectNode candidate) {
        candidate.put("name", "Renamed Meanwhile").remove("contact_info");
    }
}
