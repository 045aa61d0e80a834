package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;

/** Several processes on one SQLite ledger. */
class SharedLedgerIT extends ProcessTest {

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(120);
    }

    @Test
    void aSecondRunIsRefusedAndTheFirstGoesOn() {
        sandbox.loxo().latency(Duration.ofMillis(100));
        try (Running first = program.start("sync", "--once", "--output", "json")) {
            awaitCreates(2);
            Ended second = program.run("sync", "--once").exits(2);
            assertThat(second.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: Another process is using the ledger data/ledger.db")
                    .contains("ledger.url");
            assertThat(first.process().isAlive()).isTrue();
            sandbox.loxo().latency(Duration.ZERO);
            JsonNode run = first.awaitEnd().exits(0).json();
            assertThat(run.get("read").intValue()).isEqualTo(120);
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void looksAndSmallChangesWorkBesideARun() {
        sandbox.loxo().latency(Duration.ofMillis(200));
        try (Running first = program.start("sync", "--once", "--output", "json")) {
            awaitCreates(8);
            assertThat(program.run("status").exits(0).out()).contains("run 1 of ", "under way");
            String done = sandbox.toggl().candidateIds().get(1);
            assertThat(program.run("explain", done).exits(0).out()).contains("candidate " + done);
            program.run("plan", "--limit", "5").exits(0);
            program.run("doctor").exits(0);
            program.run("retry").exits(0);
            assertThat(first.process().isAlive()).isTrue();
            sandbox.loxo().latency(Duration.ZERO);
            first.awaitEnd().exits(0);
        }
    }
}
