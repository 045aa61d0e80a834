package org.togglloxo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The JSON of an answer. */
public final class AnswerJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerJson() {}

    /** An object or a list; empty where it is anything else. One letter that is no UTF-8 spoils itself, and not the rest. */
    public static Optional<JsonNode> container(byte[] body) {
        try {
            return container(JSON.readTree(body));
        } catch (IOException strict) {
            try {
                return container(JSON.readTree(text(body)));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    private static Optional<JsonNode> container(JsonNode json) {
        return Optional.ofNullable(json).filter(JsonNode::isContainerNode);
    }

    public static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
