package org.togglloxo.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param type the media type
 * @param kept whether a browser may keep it, if it asks each time whether it is still so
 */
record Answer(int status, String type, byte[] body, boolean kept) {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    static Answer json(Object object) {
        return json(OK, object);
    }

    /** It has begun, and goes on by itself. */
    static Answer begun(Object object) {
        return json(ACCEPTED, object);
    }

    static Answer svg(String picture) {
        return new Answer(OK, "image/svg+xml", picture.getBytes(StandardCharsets.UTF_8), false);
    }

    static Answer file(String type, byte[] body) {
        return new Answer(OK, type, body, true);
    }

    static Answer error(int status, String message, Map<String, Object> more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("error", message);
        object.putAll(more);
        return json(status, object);
    }

    private static Answer json(int status, Object object) {
        return new Answer(status, "application/json", text(object).getBytes(StandardCharsets.UTF_8), false);
    }

    static String text(Object object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
