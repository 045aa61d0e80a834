package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.RedeliveryCounter;
import org.togglloxo.sync.run.Runs;

/**
 * The steps around {@code GET /candidates/{id}}, the one call that tells tags, questions and answers (toggl-12). It is made for
 * candidates that are about to be delivered, or as {@code toggl.details} says.
 */
public final class TogglDetails {

    /** So many refusals, and nobody's details between them, are about the key. */
    private static final int OF_ALL = 5;

    private static final String ENDPOINT = "GET /candidates/{id}";

    private final TogglClient client;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final TogglNames names;
    private final Runs runs;
    private final AtomicInteger refusedInARow = new AtomicInteger();

    TogglDetails(
            TogglClient client, TogglHireSettings settings, TogglHireAnswers answers, TogglNames names, Runs runs) {
        this.client = client;
        this.settings = settings;
        this.answers = answers;
        this.names = names;
        this.runs = runs;
    }

    /**
     * Step {@code read-details}: sets {@code details}, and the body to it: the whole candidate where it is wanted, with names in
     * the place of ids. Nothing is read where the rules are only tried.
     */
    public void read(Exchange exchange) throws Exception {
        JsonNode details = exchange.getVariable(DeliveryAttempt.TRIAL_DETAILS, JsonNode.class);
        if (details == null && DeliveryAttempt.of(exchange).isTrial()) {
            return;
        }
        if (details == null) {
            JsonNode candidate = exchange.getVariable(Variables.CANDIDATE, JsonNode.class);
            JsonNode whole = areRead() ? whole(exchange) : null;
            details = named(whole, candidate);
            DeliveryAttempt.of(exchange).misses(names.unread(details));
        }
        exchange.setVariable(Variables.DETAILS, details);
        exchange.getMessage().setBody(details);
        RedeliveryCounter.over(exchange);
    }

    /** Null for a candidate who has gone meanwhile, and is delivered as the list had them. */
    private JsonNode whole(Exchange exchange) throws Exception {
        try {
            String id = exchange.getVariable(Variables.CANDIDATE_ID, String.class);
            JsonNode answer = client.call(address(id), exchange);
            JsonNode whole = answer.path("data").isObject() ? answer.path("data") : answer;
            if (!whole.path("id").asText("").equals(id)) {
                throw new Retry(
                        Reason.NOT_JSON,
                        "Toggl Hire answered %s with something else than this candidate; the next run tries again"
                                .formatted(ENDPOINT));
            }
            if (refusedInARow.getAndSet(0) > 0) {
                runs.recorder().accepted(ENDPOINT);
            }
            return whole;
        } catch (TogglRefusal refusal) {
            if (refusal.isGone()) {
                return null;
            }
            if (refusal.mayPass()) {
                throw new Retry(
                        Reason.TOGGL_UNAVAILABLE,
                        "Toggl Hire still answered %d to %s after all retries; the next run tries again"
                                .formatted(refusal.getStatusCode(), refusal.getUri()));
            }
            throw refused(refusal, exchange);
        } catch (IOException e) {
            throw PlainHttpClient.isEnding(e)
                    ? e
                    : new Retry(Reason.TOGGL_NO_ANSWER, answers.explain(e).message());
        }
    }

    /** A run that stopped at one refused record would stop there every time, and whoever is behind it would never be delivered. */
    private Failure refused(TogglRefusal refusal, Exchange exchange) throws Exception {
        if (!refusal.means(Meaning.REFUSED) && !refusal.means(Meaning.INVALID)) {
            return answers.explain(refusal);
        }
        try {
            client.call(settings.probe());
        } catch (TogglRefusal everything) {
            return answers.explain(everything);
        }
        if (refusedInARow.incrementAndGet() >= OF_ALL) {
            return new Stop(
                    Reason.TOGGL_REFUSED,
                    "Toggl Hire answered %d (%s) to %s for %d candidates in a row, but answers GET /candidates: the key of toggl.api-key may list candidates and not read them. Create one that may on Toggl Hire's integration settings page, or do without tags and answers by toggl.details=never; then run doctor"
                            .formatted(refusal.getStatusCode(), refusal.getResponseBody(), ENDPOINT, OF_ALL));
        }
        // nobody knows yet whether it is about this candidate
        DeliveryAttempt.of(exchange).refusedBy(ENDPOINT);
        return new Fail(
                Reason.FORBIDDEN,
                "Toggl Hire answered %d (%s) to %s, but answers GET /candidates: the key works, and it is the details of this candidate that are refused. Look at the candidate in Toggl Hire, or do without tags and answers by toggl.details=never, then use retry"
                        .formatted(refusal.getStatusCode(), refusal.getResponseBody(), refusal.getUri()));
    }

    boolean areRead() {
        return !settings.details().equals("never");
    }

    URI address(String togglId) {
        return settings.candidate(togglId);
    }

    String label(URI address) {
        return settings.label(address);
    }

    /** Of a list of one. */
    URI addressOfFirst() {
        return settings.probe();
    }

    /** Of those who logged in with that address. */
    URI addressOfAll(String email) {
        return settings.address("/candidates?limit=100&email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    /**
     * The candidate with three members more: {@code opening}, an object or null; {@code category}, a name or null;
     * {@code tags}, names, where the details tell them.
     */
    JsonNode named(JsonNode details, JsonNode candidate) {
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
