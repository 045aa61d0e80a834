package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Score, points and rating as numbers, however Toggl Hire writes them (toggl-7): to jq any text is greater than any number, so a
 * score of {@code "12"} would be put on the shortlist.
 */
final class CandidateNumbers {

    private static final List<String> MEMBERS = List.of("score", "points", "rating");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}\\.\\d{1,15}");

    private CandidateNumbers() {}

    /**
     * The answer itself, with a number for a number in quotes and null for what is no number, in it and in each of its
     * {@code data}.
     */
    static JsonNode in(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            correct(object);
            object.path("data").forEach(CandidateNumbers::correct);
        }
        return answer;
    }

    private static void correct(JsonNode candidate) {
        if (candidate instanceof ObjectNode object) {
            for (String member : MEMBERS) {
                JsonNode value = object.get(member);
                if (value != null && !value.isNumber()) {
                    object.set(member, number(value.asText("").strip()));
                }
            }
        }
    }

    private static JsonNode number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return IntNode.valueOf(Integer.parseInt(text));
        }
        return DECIMAL.matcher(text).matches() ? DoubleNode.valueOf(Double.parseDouble(text)) : NullNode.getInstance();
    }
}
