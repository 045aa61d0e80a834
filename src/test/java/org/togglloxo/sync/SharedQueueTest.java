package org.togglloxo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sync.queue.QueueMessage;
import org.togglloxo.sync.run.Runs;

/** What a workspace acknowledges of a topic that it shares with others. */
class SharedQueueTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<Long> acknowledged = new ArrayList<>();
    private Ledger ledger;
    private Runs runs;
    private SharedQueue acme;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        ledger = Ledger.openAlone(
                new LedgerSettings("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "", 1, Duration.ZERO, ""),
                Clock.systemUTC());
        runs = Runs.none(Clock.systemUTC());
        runs.shareThrough(ledger.sharedRuns("one", Duration.ofSeconds(45)));
        acme = new SharedQueue(null, runs, "acme");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void takeOneOfBeta(long offset) {
        Exchange came = new DefaultExchange(context);
        new QueueMessage(7, "beta", JsonNodeFactory.instance.objectNode().put("id", 100245)).putInto(came.getMessage());
        came.getMessage().setHeader(KafkaConstants.PARTITION, 0);
        came.getMessage().setHeader(KafkaConstants.OFFSET, offset);
        KafkaManualCommit commit = () -> acknowledged.add(offset);
        came.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
        Exchange one = new DefaultExchange(context);
        one.getMessage().setBody(came);
        acme.take(one);
        Exchange group = new DefaultExchange(context);
        group.getMessage().setBody(List.of(came));
        acme.acknowledge(group);
    }

    @Test
    void whatIsAnotherWorkspacesIsLeftToItsOwnConsumer() {
        takeOneOfBeta(3);
        assertThat(acknowledged).containsExactly(3L);
    }

    @Test
    void nothingIsAcknowledgedBehindWhatANodeLeavesThatIsToEnd() {
        runs.close();
        takeOneOfBeta(4);
        assertThat(acknowledged).isEmpty();
    }
}
