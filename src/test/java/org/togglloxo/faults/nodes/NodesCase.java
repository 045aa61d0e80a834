package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.SharedPostgres;

/** Several processes that share a topic of a real Kafka broker and a ledger in a real PostgreSQL. */
abstract class NodesCase extends ProcessTest {

    static final Duration MINUTE = Duration.ofMinutes(1);

    static SharedPostgres postgres;
    static KafkaBroker broker;
    private static int topics;

    String database;
    String topic;

    @BeforeAll
    static void startServers(@TempDir Path folder) {
        postgres = SharedPostgres.start();
        broker = KafkaBroker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopServers() {
        broker.close();
        postgres.close();
    }

    @BeforeEach
    final void share() {
        database = postgres.newDatabase();
        topic = "candidates-" + ++topics;
        postgres.ledgerOf(program, database)
                .with("SYNC_QUEUE", "kafka:" + topic + "?brokers=" + broker.address())
                .with("SYNC_NODE_TIMEOUT", "6000")
                // nobody but the one who is asked begins a run
                .with("SYNC_SCHEDULE", "0 0 0 1 1 ? 2099")
                .with("OBSERVE_PORT", "")
                .with("PAGE_PORT", "");
    }

    /** A node that only takes part. */
    final Running node() {
        long before = nodes();
        Running node = program.start("sync");
        await().atMost(MINUTE)
                .untilAsserted(() -> assertThat(nodes()).as(node.err()).isGreaterThan(before));
        return node;
    }

    /** How many nodes are heard of. */
    final long nodes() {
        boolean there = count("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'node'") == 1;
        return there ? count("SELECT COUNT(*) FROM node") : 0;
    }

    final long count(String sql) {
        return postgres.jdbi(database)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
