package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.faults.SharedPostgres;

/** Several nodes that share a topic of a real Kafka broker and a ledger in a real PostgreSQL. */
abstract class NodesCase extends ProcessTest {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static NodeServers servers;
    static SharedPostgres postgres;
    static KafkaBroker broker;
    private static int topics;

    String database;
    String topic;

    @BeforeAll
    static void startServers(@TempDir Path folder) {
        servers = NodeServers.start(folder);
        postgres = servers.postgres();
        broker = servers.broker();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @BeforeEach
    final void share() {
        database = postgres.newDatabase();
        topic = "candidates-" + ++topics;
        servers.node(program, database, topic).with("SYNC_NODE_TIMEOUT", "6000");
    }

    /** A node that only takes part, as a process of its own, which can be killed. */
    final Running node() {
        return heardOf(this::process);
    }

    /** The same in this process, for what is to outlive the others. */
    final RunningHere nodeHere() {
        return heardOf(this::here);
    }

    final Running process() {
        return program.start("sync");
    }

    final RunningHere here() {
        return program.begin("sync");
    }

    final <N extends UnderWay> N heardOf(Supplier<N> start) {
        long before = nodes();
        N node = start.get();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(nodes()).as(node.err()).isGreaterThan(before));
            return node;
        } catch (Throwable e) {
            node.close();
            throw e;
        }
    }

    /** Each of two nodes has delivered somebody. */
    final void awaitBothAtWork() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count("SELECT COUNT(*) FROM run_part WHERE done > 0") == 2);
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
