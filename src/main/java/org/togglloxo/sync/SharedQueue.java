package org.togglloxo.sync;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.sync.queue.QueueMessage;
import org.togglloxo.sync.run.Runs;

/**
 * The workers' end of a queue that several nodes share: takes messages in groups, and acknowledges a group once everybody in it has
 * an outcome in the ledger. What is not acknowledged comes again, and counts once even so.
 */
final class SharedQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SharedQueue.class);
    private static final String LEFT = "toggl-loxo-left";

    private final QueueRoutes workers;
    private final Runs runs;
    private final String workspace;

    /** @param workspace whose candidates are taken */
    SharedQueue(QueueRoutes workers, Runs runs, String workspace) {
        this.workers = workers;
        this.runs = runs;
        this.workspace = workspace;
    }

    /** One message of a group; those of other workspaces have consumers of their own. */
    void take(Exchange exchange) {
        Exchange came = (Exchange) exchange.getMessage().getBody();
        try {
            Optional<QueueMessage> message =
                    QueueMessage.parse(came.getMessage().getBody(String.class));
            if (message.isEmpty()) {
                refuse(exchange, came.getMessage());
            } else if (message.get().workspace().equals(workspace)) {
                workers.take(exchange, message.get());
            }
        } catch (RuntimeException | Error unknown) {
            // a split goes on to the acknowledgement even so
            came.setProperty(LEFT, true);
            throw unknown;
        }
    }

    /** Whoever else writes to the topic must not stop everybody behind it. */
    private void refuse(Exchange exchange, Message came) {
        String where = "offset %s of partition %s"
                .formatted(came.getHeader(KafkaConstants.OFFSET), came.getHeader(KafkaConstants.PARTITION));
        LOG.warn("the message at {} is not of this program's and is left out", where);
        QueueMessage.togglId(came, workspace).ifPresent(togglId -> runs.node()
                .fail(
                        exchange,
                        togglId,
                        () -> workers.fail(
                                exchange,
                                togglId,
                                Reason.UNREADABLE_MESSAGE,
                                "The message in the topic of sync.queue (%s) is not one that this program wrote. Look who else writes to the topic; the next run reads the candidate anew"
                                        .formatted(where))));
    }

    /** After the last of a group; what a node leaves that is to end is not acknowledged, and nothing behind it either, whosever it is. */
    void acknowledge(Exchange group) {
        Map<Object, Exchange> last = new HashMap<>();
        for (Object one : group.getMessage().getBody(List.class)) {
            Exchange came = (Exchange) one;
            if (runs.node().isToEnd() || came.getProperty(LEFT, false, Boolean.class)) {
                return;
            }
            last.merge(came.getMessage().getHeader(KafkaConstants.PARTITION), came, SharedQueue::later);
        }
        for (Exchange came : last.values()) {
            if (!acknowledgeUpTo(came)) {
                // a broker that does not answer is waited for, once and not for each partition
                return;
            }
        }
    }

    private static Exchange later(Exchange one, Exchange other) {
        return Comparator.comparing(SharedQueue::offset).compare(one, other) < 0 ? other : one;
    }

    private static long offset(Exchange came) {
        return came.getMessage().getHeader(KafkaConstants.OFFSET, Long.class);
    }

    private static boolean acknowledgeUpTo(Exchange came) {
        try {
            came.getMessage()
                    .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                    .commit();
            return true;
        } catch (RuntimeException e) {
            LOG.info(
                    "what was taken out of the queue up to offset {} comes again, and is counted once: it could not be acknowledged ({})",
                    offset(came),
                    e.getMessage());
            return false;
        }
    }
}
