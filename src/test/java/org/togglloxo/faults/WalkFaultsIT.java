package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** A list that moves while it is read. */
class WalkFaultsIT extends ProcessTest {

    private static final String LIST = "GET /candidates";
    private static final int CANDIDATES = 50;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES).togglPageLimit(10);
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
        program.with("TOGGL_PAGE_SIZE", "10");
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
                program.here("sync", "--once", "--output", "json").exits(0).json());
    }

    private static void rename(ObjectNode candidate) {
        candidate.put("name", "Renamed Meanwhile").remove("contact_info");
    }
}
