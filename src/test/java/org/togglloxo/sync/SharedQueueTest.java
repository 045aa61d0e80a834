package org.togglloxo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** What comes out of a topic, and is acknowledged, while the broker or the ledger does not answer, and among other workspaces. */
class SharedQueueTest {

    private static final Duration DEAD_AFTER = Duration.ofSeconds(45);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AskedClock clock = new AskedClock();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private String url;
    private Ledger ledger;
    private Runs runs;
    private SharedQueue queue;
    private long run;

    @TempDir
    Path folder;

    @BeforeEach
    void list() {
        LedgerSettings settings = LedgerDatabases.fresh("sqlite", folder);
        url = settings.url();
        ledger = Ledger.openAlone(settings, clock);
        SharedRuns lister = ledger.sharedRuns("lister", DEAD_AFTER);
        lister.isHere();
        run = ledger.runs().begin();
        lister.list(run);
        lister.announce(run, List.of("7"));
        runs = new Runs(RunJournal.of(ledger), Progress.NONE, clock, 0);
        runs.shareThrough(ledger.sharedRuns("taker", DEAD_AFTER));
        queue = new SharedQueue(new QueueRoutes(runs, ledger, null, null, null, null, null), runs, "");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Read by each look at the shared runs. */
    private static final class AskedClock extends Clock {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Instant instant() {
            asked.incrementAndGet();
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Exchange message(int partition, KafkaManualCommit acknowledgement) {
        return message("", partition, acknowledgement);
    }

    private Exchange message(String workspace, int partition, KafkaManualCommit acknowledgement) {
        Exchange message = new DefaultExchange(context);
        message.getMessage()
                .setBody("{\"run\": %d, \"workspace\": \"%s\", \"candidate\": {\"id\": 7}}".formatted(run, workspace));
        message.getMessage().setHeader(KafkaConstants.PARTITION, partition);
        message.getMessage().setHeader(KafkaConstants.OFFSET, 1L);
        message.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, acknowledgement);
        return message;
    }

    private Exchange group(Exchange... messages) {
        Exchange group = new DefaultExchange(context);
        group.getMessage().setBody(List.of(messages));
        return group;
    }

    private void take(Exchange group) {
        for (Object message : group.getMessage().getBody(List.class)) {
            Exchange part = group.copy();
            part.getMessage().setBody(message);
            queue.take(part);
        }
    }

    private void inTheDatabase(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsWaitedForOnceAndNotForEachPartition() {
        KafkaManualCommit unanswered = () -> {
            acknowledged.incrementAndGet();
            throw new IllegalStateException("timed out");
        };
        queue.acknowledge(group(message(0, unanswered), message(1, unanswered), message(2, unanswered)));
        assertThat(acknowledged).hasValue(1);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsAskedUntilItDoes() throws Exception {
        inTheDatabase("ALTER TABLE run_candidate RENAME TO away");
        int before = clock.asked.get();
        CompletableFuture<Boolean> taken =
                CompletableFuture.supplyAsync(() -> runs.node().take(new DefaultExchange(context), run, "7"));
        await().until(() -> clock.asked.get() >= before + 2 || taken.isDone());
        inTheDatabase("ALTER TABLE away RENAME TO run_candidate");
        assertThat(taken.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatANodeThatEndsCannotAskTheLedgerAboutIsNotAcknowledged() throws Exception {
        inTheDatabase("ALTER TABLE run_candidate RENAME TO away");
        int before = clock.asked.get();
        Exchange group = group(message(0, acknowledged::incrementAndGet));
        CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> take(group));
        await().until(() -> clock.asked.get() > before || taken.isDone());
        runs.close();
        assertThatThrownBy(() -> taken.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(Stop.class);
        queue.acknowledge(group);
        assertThat(acknowledged).hasValue(0);
    }

    @Test
    void aNodeThatIsToEndTakesNobodyUpAndLeavesThemToTheOthers() {
        runs.close();
        Exchange group = group(message(0, acknowledged::incrementAndGet));
        take(group);
        queue.acknowledge(group);
        assertThat(acknowledged).hasValue(0);
        assertThat(runs.isActive()).isFalse();
    }

    @Test
    void whatIsAnotherWorkspacesIsLeftToItsOwnConsumer() {
        Exchange group = group(message("beta", 0, acknowledged::incrementAndGet));
        take(group);
        queue.acknowledge(group);
        assertThat(acknowledged).hasValue(1);
        assertThat(runs.isActive()).isFalse();
    }

    @Test
    void nothingIsAcknowledgedBehindWhatANodeLeavesThatIsToEndWhoseverItIs() {
        runs.close();
        Exchange group = group(message("beta", 0, acknowledged::incrementAndGet));
        take(group);
        queue.acknowledge(group);
        assertThat(acknowledged).hasValue(0);
    }
}
