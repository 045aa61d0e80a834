package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.togglloxo.typeset.PlainText;

/** Reads Toggl Hire's JSON without trusting it: what is missing, null or of another kind is as good as empty. */
final class Fields {

    private static final int LONGEST_LINE = 160;

    private Fields() {}

    /** A text or number, as it stands; otherwise empty. */
    static String text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isTextual() || found.isNumber() ? found.asText() : "";
    }

    /** The same as one short line. */
    static String line(JsonNode node, String... path) {
        return PlainText.oneLine(PlainText.cut(text(node, path), LONGEST_LINE, Integer.MAX_VALUE));
    }

    /** The first of these that is not empty; empty where all are. */
    static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** A number, also where it is written as text; none where it is no number that can be shown. */
    static OptionalDouble number(JsonNode node, String name) {
        try {
            double value = Double.parseDouble(text(node, name));
            return Math.abs(value) < 1e9 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** The texts of a list, without the empty ones. */
    static List<String> list(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(item -> {
            String text = text(item);
            if (!text.isBlank()) {
                texts.add(text);
            }
        });
        return texts;
    }
}
