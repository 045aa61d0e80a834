package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.sandbox.SandboxOptions;

/** Candidates go through a topic of Kafka, and each node delivers some of them. */
class SharedQueueIT extends NodesCase {

    private static final int CANDIDATES = 300;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES).latency(Duration.ofMillis(20));
    }

    @BeforeEach
    void hire() {
        Hopefuls.hireEverybody(sandbox);
    }

    @Test
    void oneNodeListsAndDeliversEverybody() {
        JsonNode run = Hopefuls.assertAddsUp(
                program.run("sync", "--once", "--output", "json").exits(0).json());
        assertThat(run.get("read").intValue()).isEqualTo(CANDIDATES);
        assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
        JsonNode second =
                program.run("sync", "--once", "--output", "json").exits(0).json();
        assertThat(second.get("unchanged").intValue()).isEqualTo(CANDIDATES);
        assertThat(count("SELECT COUNT(*) FROM run_candidate")).isZero();
    }

    @Test
    void anotherNodeDeliversAShareOfThem() {
        try (Running other = node()) {
            JsonNode run = Hopefuls.assertAddsUp(
                    program.run("sync", "--once", "--output", "json").exits(0).json());
            assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
            other.signal("TERM");
            other.awaitEnd().exits(143);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }
}
