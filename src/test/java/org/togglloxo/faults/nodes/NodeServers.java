package org.togglloxo.faults.nodes;

import java.nio.file.Path;
import org.togglloxo.cli.Program;
import org.togglloxo.faults.SharedPostgres;

/** What nodes share: a real PostgreSQL and a real Kafka broker. */
record NodeServers(SharedPostgres postgres, KafkaBroker broker) implements AutoCloseable {

    static NodeServers start(Path folder) {
        return new NodeServers(SharedPostgres.start(), KafkaBroker.start(folder.resolve("kafka")));
    }

    /** A node of those that use the database and the topic; it begins a run only where it is asked to. */
    Program node(Program program, String database, String topic) {
        return postgres.ledgerOf(program, database)
                .with("SYNC_QUEUE", "kafka:" + topic + "?brokers=" + broker.address())
                .with("SYNC_SCHEDULE", "0 0 0 1 1 ? 2099")
                .with("OBSERVE_PORT", "")
                .with("PAGE_PORT", "");
    }

    @Override
    public void close() {
        broker.close();
        postgres.close();
    }
}
