package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** A create whose answer was lost concerns everybody with the same address, not only the candidate it was made for. */
class PendingCreateOfAnotherIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    private String first;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(0).indexLag(Duration.ofSeconds(15));
    }

    @BeforeEach
    void start() {
        program.with("LOXO_INDEX_LAG", "16000");
        first = sandbox.toggl().add(PendingCreateOfAnotherIT::hopeful);
    }

    @Test
    void theNextCandidateOfThatAddressDoesNotMakeThePersonAgain() {
        sandbox.loxoFaults().on("POST /people").then(Fault.hang());
        killOnceCreated();
        sandbox.loxoFaults().clear();
        shareAddressOfFirst();
        sandbox.toggl().remove(first);

        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().people()).hasSize(1);
    }

    @Test
    void aCandidateWhoseAddressHasChangedSinceIsNotMadeAgain() {
        sandbox.loxoFaults().on("POST /people").then(Fault.hang());
        killOnceCreated();
        sandbox.loxoFaults().clear();
        sandbox.toggl().change(first, candidate -> candidate.put("email", "moved@example.com"));

        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().people())
                .singleElement()
                .satisfies(person -> assertThat(person.emails()).hasSize(2).contains("moved@example.com"));
    }

    @Test
    void oneThatMadeNobodyIsWaitedForAndThenMadeOnce() {
        sandbox.loxoFaults().on("POST /people").then(Fault.resetBefore());
        program.with("RETRY_MAX_ATTEMPTS", "0").with("LOXO_INDEX_LAG", "3000");
        program.here("sync", "--once").exits(3);
        sandbox.loxoFaults().clear();
        shareAddressOfFirst();
        sandbox.toggl().remove(first);

        program.with("RETRY_MAX_ATTEMPTS", "5").here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().people()).hasSize(1);
    }

    private void killOnceCreated() {
        try (Running sync = program.start("sync", "--once")) {
            await().atMost(SECONDS).until(() -> sandbox.loxo().peopleCount() == 1);
            sync.signal("KILL");
            sync.awaitEnd(SECONDS).exits(137);
        }
    }

    private void shareAddressOfFirst() {
        sandbox.toggl().change(sandbox.toggl().addSharing(first), PendingCreateOfAnotherIT::hopeful);
    }

    private static void hopeful(ObjectNode candidate) {
        candidate.put("hire_state", "possible-hire").remove("contact_info");
    }
}
