package org.togglloxo.sync.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * A candidate in a queue that several nodes share, as JSON: {@code {"run": 12, "workspace": "", "candidate": {...}}}.
 *
 * @param run the number of the run that listed the candidate
 * @param workspace of Toggl Hire; empty where there is one only
 * @param candidate as Toggl Hire's list has it
 */
public record QueueMessage(long run, String workspace, JsonNode candidate) {

    /** Of camel-kafka, which need not be there. */
    private static final String KEY = "kafka.KEY";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where it is not of this program's. */
    public static Optional<QueueMessage> parse(String text) {
        try {
            JsonNode message = text == null ? null : JSON.readTree(text);
            boolean known = message != null
                    && message.path("run").canConvertToLong()
                    && message.path("run").asLong() > 0
                    && message.path("workspace").isTextual()
                    && message.path("candidate").isObject()
                    && message.path("candidate").hasNonNull("id");
            return known
                    ? Optional.of(new QueueMessage(
                            message.path("run").asLong(),
                            message.path("workspace").asText(),
                            message.path("candidate")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String json() {
        ObjectNode message = JSON.createObjectNode();
        message.put("run", run).put("workspace", workspace).set("candidate", candidate);
        return message.toString();
    }

    /** As it goes into the queue: nothing of the listing's headers goes along. */
    public void putInto(Message message) {
        message.removeHeaders("*");
        message.setHeader(KEY, key(workspace, togglId()));
        message.setBody(json());
    }

    /**
     * The candidate of a workspace that a message out of the queue is about, by its key, where it says nothing else; empty where it
     * is another workspace's.
     */
    public static Optional<String> togglId(Message message, String workspace) {
        String key = message.getHeader(KEY, "", String.class);
        int id = key.lastIndexOf('/') + 1;
        return key.equals(key(workspace, key.substring(id))) ? Optional.of(key.substring(id)) : Optional.empty();
    }

    public String togglId() {
        return candidate.path("id").asText("");
    }

    /** By which Kafka chooses the partition: workspace and id, such as {@code acme/100245}. */
    private static String key(String workspace, String togglId) {
        return workspace.isEmpty() ? togglId : workspace + "/" + togglId;
    }
}
