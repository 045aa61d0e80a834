package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.sandbox.SandboxOptions;

/** Candidates go through a topic of Kafka, and each node delivers some of them. */
class SharedQueueIT extends NodesCase {

    private static final int CANDIDATES = 60;

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
                program.here("sync", "--once", "--output", "json").exits(0).json());
        assertThat(run.get("read").intValue()).isEqualTo(CANDIDATES);
        assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
        JsonNode second =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(second.get("unchanged").intValue()).isEqualTo(CANDIDATES);
        assertThat(count("SELECT COUNT(*) FROM run_candidate")).isZero();
    }

    @Test
    void anotherNodeDeliversAShareOfThem() {
        sandbox.loxo().latency(Duration.ofMillis(80));
        try (Running other = node();
                RunningHere lister = program.begin("sync", "--once", "--output", "json")) {
            awaitBothAtWork();
            JsonNode run = Hopefuls.assertAddsUp(lister.awaitEnd().exits(0).json());
            assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
            other.end();
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void aNodeThatListsAgainAndAgainComplainsOfNothing() {
        program.with("SYNC_SCHEDULE", "0/3 * * * * ?");
        try (RunningHere node = nodeHere()) {
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended = 'finished'") >= 3);
            assertThat(node.err()).doesNotContain("ERROR", "WARN");
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void aMessageOfSomebodyElseStopsNobodyBehindIt() {
        broker.make(topic, 3, Map.of());
        broker.write(topic, null, "{");
        broker.write(topic, "7", "no JSON at all");
        JsonNode run = Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
        assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
    }

    @Test
    void whoIsTooLargeForTheTopicFailsAndTheOthersAreDelivered() {
        broker.make(topic, 3, Map.of("max.message.bytes", "4000"));
        String large = sandbox.toggl().candidateIds().get(3);
        sandbox.toggl().change(large, candidate -> candidate.put("name", "x".repeat(5_000)));
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(3).json();
        assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES - 1);
        assertThat(program.here("explain", large).exits(0).out()).contains("max.message.bytes");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamedAndNobodyIsLost() {
        program.with("SYNC_QUEUE", "kafka:" + topic + "?brokers=127.0.0.1:9");
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(1).json();
        assertThat(run.get("ended").textValue()).isEqualTo("queue-unusable");
        assertThat(program.here("doctor").exits(1).out())
                .contains("FAIL  queue: ")
                .contains("127.0.0.1:9");
        assertThat(sandbox.loxo().countOf("POST /people")).isZero();
    }

    @Test
    void theTopicForgetsInTime() throws Exception {
        broker.make(topic, 3, Map.of("retention.ms", "-1"));
        assertThat(program.here("doctor").exits(0).out()).contains("a topic of 3 partitions");
        program.here("sync", "--once", "--limit", "3").exits(0);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = broker.admin()) {
            assertThat(admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get("retention.ms")
                            .value())
                    .isEqualTo("172800000");
        }
    }

    @Test
    void aLedgerInAFileIsRefused() {
        program.with("LEDGER_URL", "jdbc:sqlite:data/ledger.db");
        assertThat(program.here("sync", "--once").exits(2).err())
                .contains("SQLite")
                .contains("PostgreSQL");
    }
}
