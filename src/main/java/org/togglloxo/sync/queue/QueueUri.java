package org.togglloxo.sync.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The endpoint in {@code sync.queue}: in memory, or one that several nodes share. */
public record QueueUri(String text) {

    private static final String SHARED = "kafka:";
    private static final int HEARTBEATS = 10;

    /** Whether several nodes take candidates out of it. */
    public boolean isShared() {
        return text.startsWith(SHARED);
    }

    /**
     * With what has to be said to Kafka so that nobody is lost and nobody waits for a dead node, as far as it is not said there: a
     * message is acknowledged by us after its outcome is committed, and comes again where it was not.
     *
     * @param atOnce how many candidates a node takes at once
     * @param nodeTimeout a node that says nothing for so long is taken to be dead
     * @param workspace of several in Toggl Hire: each takes its own candidates out of the topic, and leaves the others'
     */
    public QueueUri complete(int atOnce, Duration nodeTimeout, String workspace) {
        if (!isShared()) {
            return this;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("groupId", workspace.isEmpty() ? "toggl-loxo" : "toggl-loxo-" + workspace);
        options.put("consumersCount", 1);
        options.put("batching", true);
        options.put("maxPollRecords", atOnce);
        // of each partition so much lies in memory, for each workspace of a process
        options.put("maxPartitionFetchBytes", 131_072);
        options.put("pollTimeoutMs", 100);
        options.put("autoCommitEnable", false);
        options.put("allowManualCommit", true);
        options.put("autoOffsetReset", "earliest");
        options.put("sessionTimeoutMs", nodeTimeout.toMillis());
        options.put("heartbeatIntervalMs", nodeTimeout.toMillis() / HEARTBEATS);
        // a service may ask to be left alone for long; a dead node is known by its heartbeat
        options.put("maxPollIntervalMs", Duration.ofDays(1).toMillis());
        options.put("pollOnError", "RECONNECT");
        options.put("metadataMaxAgeMs", 5_000);
        // with as many partitions as the broker likes, that is one
        options.put("additionalProperties.allow.auto.create.topics", false);
        // one group for two workspaces would give candidates of each to the other, which leaves them
        String own = workspace.isEmpty() ? text : text.replaceFirst("([?&]groupId=[^&]+)", "$1-" + workspace);
        String said = "&" + own.substring(own.indexOf('?') + 1);
        String more = options.entrySet().stream()
                .filter(option -> !said.contains("&" + option.getKey() + "="))
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return new QueueUri(own + (own.contains("?") ? "&" : "?") + more);
    }
}
