package org.togglloxo.scorecard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Candidates to make scorecards of. */
final class Candidates {

    static final ObjectMapper JSON = new ObjectMapper();

    private Candidates() {}

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Five questions of different kinds, one of them not answered. */
    static ObjectNode short5() {
        try (InputStream in = Candidates.class.getResourceAsStream("short-test.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A candidate with one question whose answer is this text. */
    static ObjectNode answering(String text) {
        return asking("What did you build last?", text);
    }

    static ObjectNode asking(String content, String text) {
        ObjectNode candidate =
                read("{\"id\":\"7\",\"name\":\"Cord Briemer\",\"finished_at\":\"2019-03-10T02:53:29.05823\"}");
        question(candidate, 400, content, text);
        return candidate;
    }

    static void question(ObjectNode candidate, int id, String content, String text) {
        candidate
                .withArray("questions")
                .addObject()
                .put("id", id)
                .put("content", content)
                .put("points", 3);
        candidate
                .withArray("answers")
                .addObject()
                .put("question_id", Integer.toString(id))
                .put("text_answer", text)
                .put("points", 2);
    }
}
