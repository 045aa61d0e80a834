package org.togglloxo.sync.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * The topic behind {@code sync.queue}. Names and addresses lie in it, so that it keeps them no longer than
 * {@code sync.queue-keep}.
 */
public final class KafkaTopic {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);
    private static final int PARTITIONS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaEndpoint endpoint;
    private final Duration keep;

    private KafkaTopic(KafkaEndpoint endpoint, Duration keep) {
        this.endpoint = endpoint;
        this.keep = keep;
    }

    /** @param uri with all options */
    public static KafkaTopic of(CamelContext context, String uri, Duration keep) {
        return new KafkaTopic(context.getEndpoint(uri, KafkaEndpoint.class), keep);
    }

    private String name() {
        return endpoint.getConfiguration().getTopic();
    }

    private String brokers() {
        return endpoint.getConfiguration().getBrokers();
    }

    /**
     * Makes it where it is missing, and has it forget in time.
     *
     * @return how many partitions it has: no more nodes than these get work
     * @throws Stop where the broker does not answer, or does not let us
     */
    public int require() {
        return asked(admin -> {
            Optional<Integer> partitions = partitions(admin);
            if (partitions.isEmpty()) {
                make(admin);
            } else {
                forgetInTime(admin);
            }
            return partitions.orElse(PARTITIONS);
        });
    }

    /** How many partitions it has; empty where it is missing. */
    public Optional<Integer> partitions() {
        return asked(this::partitions);
    }

    private <T> T asked(Question<T> question) {
        Properties properties = endpoint.getConfiguration().createProducerProperties();
        properties.keySet().retainAll(AdminClientConfig.configNames());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.valueOf(brokers()));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        try (Admin admin = Admin.create(properties)) {
            return question.ask(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("the wait for its answer was interrupted", e);
        } catch (ExecutionException e) {
            throw unusable(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw unusable("it does not answer", e);
        } catch (KafkaException e) {
            throw unusable(e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private Stop unusable(String why, Exception e) {
        return new Stop(
                Reason.QUEUE_UNUSABLE,
                "The queue (sync.queue) is the topic %s of the Kafka broker %s, which cannot be used now: %s. Nobody is lost; look whether the broker runs and lets this program in, then run again"
                        .formatted(name(), brokers(), why),
                e);
    }

    private Optional<Integer> partitions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return Optional.of(admin.describeTopics(List.of(name()))
                    .topicNameValues()
                    .get(name())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .partitions()
                    .size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void make(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        NewTopic topic = new NewTopic(name(), Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(keep.toMillis())));
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("the topic {} was missing: made with {} partitions", name(), PARTITIONS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new Stop(
                        Reason.QUEUE_UNUSABLE,
                        "The topic %s of sync.queue is not there, and the broker %s does not let this program make it (%s). Have it made with %d partitions and retention.ms=%d, then run again"
                                .formatted(name(), brokers(), e.getCause().getMessage(), PARTITIONS, keep.toMillis()),
                        e);
            }
        }
    }

    private void forgetInTime(Admin admin) throws InterruptedException, TimeoutException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name());
        try {
            Config now = admin.describeConfigs(List.of(topic))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .get(topic);
            long kept = Long.parseLong(now.get(TopicConfig.RETENTION_MS_CONFIG).value());
            if (kept >= 0 && kept <= keep.toMillis()) {
                return;
            }
            AlterConfigOp forget = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, Long.toString(keep.toMillis())),
                    AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(forget)))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info(
                    "the topic {} kept messages for {} ms: {} ms from now on (sync.queue-keep)",
                    name(),
                    kept,
                    keep.toMillis());
        } catch (ExecutionException e) {
            LOG.warn(
                    "names and addresses may lie in the topic {} for longer than sync.queue-keep says: its retention.ms cannot be read or set ({})",
                    name(),
                    e.getCause().getMessage());
        }
    }
}
