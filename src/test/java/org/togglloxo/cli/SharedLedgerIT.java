package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Several processes on one SQLite ledger. */
class SharedLedgerIT extends ProcessTest {

    private final CompletableFuture<Void> go = new CompletableFuture<>();

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(120);
    }

    @Test
    void aSecondRunIsRefusedAndTheFirstGoesOn() {
        holdCreatesFrom(3);
        try (Running first = program.start("sync", "--once", "--output", "json")) {
            awaitCreates(2);
            Ended second = program.run("sync", "--once").exits(2);
            assertThat(second.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: Another process is using the ledger data/ledger.db")
                    .contains("ledger.url");
            assertThat(first.process().isAlive()).isTrue();
            go.complete(null);
            JsonNode run = first.awaitEnd().exits(0).json();
            assertThat(run.get("read").intValue()).isEqualTo(120);
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    /** A host's second Camel context, for example. */
    @Test
    void aSecondRunInTheSameProcessIsRefusedAndKeepsOthersOffAsBefore() {
        holdCreatesFrom(3);
        try (RunningHere first = program.begin("sync", "--once", "--output", "json")) {
            awaitCreates(2);
            assertThat(program.here("sync", "--once").exits(2).err())
                    .contains("Another run of this very process is using the ledger");
            assertThat(program.here("status").exits(0).out()).contains("under way");
            assertThat(program.run("sync", "--once").exits(2).err()).contains("Another process is using the ledger");
            go.complete(null);
            assertThat(first.awaitEnd().exits(0).json().get("read").intValue()).isEqualTo(120);
        }
        program.here("sync", "--once").exits(0);
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void looksAndSmallChangesWorkBesideARun() {
        holdCreatesFrom(9);
        try (Running first = program.start("sync", "--once", "--output", "json")) {
            awaitCreates(8);
            assertThat(program.here("status").exits(0).out()).contains("run 1 of ", "under way");
            String done = sandbox.toggl().candidateIds().get(1);
            assertThat(program.here("explain", done).exits(0).out()).contains("candidate " + done);
            program.here("plan", "--limit", "5").exits(0);
            program.here("doctor").exits(0);
            program.here("retry").exits(0);
            assertThat(first.process().isAlive()).isTrue();
            go.complete(null);
            first.awaitEnd().exits(0);
        }
    }

    /** The run stays under way, however long the other commands take. */
    private void holdCreatesFrom(long nth) {
        sandbox.loxoFaults().on("POST /people").from(nth).then(Fault.holdUntil(go));
        program.with("LOXO_RESPONSE_TIMEOUT", "600000").with("LOXO_CALL_TIMEOUT", "600000");
    }
}
