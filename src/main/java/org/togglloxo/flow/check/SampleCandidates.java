package org.togglloxo.flow.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;

/** Made-up candidates that reach every branch of the default rules: each decision, scores around the threshold, gaps. */
public final class SampleCandidates {

    private static final double NEAR = 0.01;
    private static final double FULL = 100;

    private SampleCandidates() {}

    public static List<ObjectNode> of(CamelContext context) {
        List<ObjectNode> candidates = new ArrayList<>();
        for (String state : Arrays.asList("possible-hire", "rejected", "", null, "on-hold")) {
            for (Double score : scores(context)) {
                candidates.add(candidate(state, score));
            }
            ObjectNode bare = candidate(state, null);
            bare.remove(List.of("contact_info", "score", "name", "points", "rating", "finished_at"));
            candidates.add(bare);
            ObjectNode nulls = candidate(state, FULL);
            nulls.properties().forEach(member -> {
                if (!List.of("id", "email", "hire_state", "score").contains(member.getKey())) {
                    member.setValue(JsonNodeFactory.instance.nullNode());
                }
            });
            candidates.add(nulls);
        }
        return candidates;
    }

    /** The same candidate as the details tell of it, with names. */
    public static ObjectNode details(ObjectNode candidate) {
        ObjectNode details = candidate.deepCopy();
        details.putObject("opening")
                .put("id", "0")
                .put("name", "Example")
                .put("slug", "EXAMPLE")
                .put("created_at", "2026-01-01T10:00:00")
                .put("published_at", "2026-01-01T10:00:00")
                .putNull("closed_at");
        details.put("category", "Example");
        details.putArray("tag_ids").add("0");
        details.putArray("tags").add("Example");
        ObjectNode question = details.putArray("questions").addObject();
        question.put("id", 0).put("question_type", "single-choice").put("skill", "Example");
        question.put("content", "Example").put("points", 1);
        question.putArray("options")
                .addObject()
                .put("id", "0")
                .put("content", "Example")
                .put("correct", true);
        ObjectNode answer = details.putArray("answers").addObject();
        answer.put("question_id", "0").putNull("text_answer").put("points", 1);
        answer.putArray("chosen_option_ids").add("0");
        return details;
    }

    /** One with all members. */
    public static ObjectNode whole() {
        return candidate("possible-hire", FULL);
    }

    private static List<Double> scores(CamelContext context) {
        double threshold = threshold(context.resolvePropertyPlaceholders("{{sync.min-score}}"));
        return Arrays.asList(null, 0.0, threshold - NEAR, threshold, FULL);
    }

    private static double threshold(String setting) {
        try {
            return Double.parseDouble(setting.strip());
        } catch (NumberFormatException e) {
            // said where the settings are checked
            return 0;
        }
    }

    private static ObjectNode candidate(String state, Double score) {
        ObjectNode candidate = JsonNodeFactory.instance.objectNode();
        candidate.put("id", "0").put("name", "Example").put("email", "example@example.com");
        candidate.put("hire_state", state).put("score", score);
        candidate.put("points", 1).put("rating", 1);
        candidate.put("started_at", "2026-01-31T09:00:00").put("finished_at", "2026-01-31T10:00:00");
        candidate.put("profile_url", "https://example.com/0");
        candidate.put("job_opening_id", "0").put("category_id", "0");
        candidate
                .putObject("contact_info")
                .put("full_name", "Example")
                .put("contact_email", "example@example.org")
                .put("phone", "+100000000")
                .put("city", "Example")
                .put("country", "Example")
                .put("linkedin", "https://example.com/in/0");
        return candidate;
    }
}
