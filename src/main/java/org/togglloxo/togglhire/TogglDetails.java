package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.Retry;
import org.togglloxo.http.PlainHttpClient;

/**
 * The steps around {@code GET /candidates/{id}}, the one call that tells tags, questions and answers. It is made for
 * candidates that are about to be delivered, or as {@code toggl.details} says.
 */
public final class TogglDetails {

    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final TogglNames names;

    TogglDetails(TogglHireSettings settings, TogglHireAnswers answers, TogglNames names) {
        this.settings = settings;
        this.answers = answers;
        this.names = names;
    }

    /** Whether details are read at all. */
    public boolean wanted() {
        return !settings.details().equals("never");
    }

    public URI address(@Variable("candidate-id") String togglId) {
        return settings.address("/candidates/" + URLEncoder.encode(togglId, StandardCharsets.UTF_8));
    }

    String label(URI address) {
        return settings.label(address);
    }

    /** Of those who logged in with that address. */
    URI addressOfAll(String email) {
        return settings.address("/candidates?limit=100&email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    /**
     * A candidate who has gone meanwhile is delivered as the list had them.
     *
     * @throws Exception for everything else: {@link Retry} for a passing trouble, and what stops the run
     */
    public void missing(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception trouble) throws Exception {
        if (trouble instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
            if (status == 404 || status == 410) {
                return;
            }
            if (status == 429 || status >= 500) {
                throw new Retry(
                        "toggl-unavailable",
                        "Toggl Hire still answered %d to %s after all retries; the next run tries again"
                                .formatted(status, answer.getUri()));
            }
            throw answers.explain(trouble);
        }
        if (trouble instanceof IOException && !PlainHttpClient.isEnding(trouble)) {
            throw new Retry("toggl-no-answer", answers.explain(trouble).sentence());
        }
        throw trouble;
    }

    /**
     * The candidate with three members more: {@code opening}, an object or null; {@code category}, a name or null;
     * {@code tags}, names, where the details tell them.
     */
    public JsonNode named(@Variable("details") JsonNode details, @Variable("candidate") JsonNode candidate) {
        ObjectNode whole = (details != null && details.isObject() ? details : candidate).deepCopy();
        whole.set(
                "opening",
                names.opening(whole.path("job_opening_id").asText("")).orElse(null));
        String category = whole.path("category_id").asText("");
        whole.put(
                "category", category.isEmpty() ? null : names.category(category).orElse(null));
        if (whole.has("tag_ids")) {
            ArrayNode tags = whole.putArray("tags");
            whole.path("tag_ids").forEach(id -> names.tag(id.asText("")).ifPresent(tags::add));
        }
        return whole;
    }
}
