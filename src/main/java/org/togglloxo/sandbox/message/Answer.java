package org.togglloxo.sandbox.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a service answers; {@code about} names the record concerned, for the call log. */
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body, String about) {

    public static final ObjectMapper JSON = new ObjectMapper();

    public static Answer json(int status, JsonNode body) {
        try {
            return new Answer(status, "application/json; charset=utf-8", Map.of(), JSON.writeValueAsBytes(body), "");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8), "");
    }

    public Answer about(Object id) {
        return new Answer(status, contentType, headers, body, String.valueOf(id));
    }

    public Answer with(Map<String, String> moreHeaders) {
        return new Answer(status, contentType, moreHeaders, body, about);
    }

    public Answer gzipped(byte[] packed) {
        return new Answer(status, contentType, Map.of("Content-Encoding", "gzip"), packed, about);
    }

    public boolean succeeded() {
        return status < 300;
    }
}
