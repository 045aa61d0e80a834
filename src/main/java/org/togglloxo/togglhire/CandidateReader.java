package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.TypeConverter;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.KameletConnection;
import org.togglloxo.http.StatusException;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;

/**
 * Toggl Hire for the Kamelets {@code toggl-hire-candidates-source} and {@code toggl-hire-candidate-action}: the walk through
 * the list and the whole candidate, checked as in the flow. Its properties are the Kamelets' parameters, as text: numbers are read, and
 * checked, when it starts.
 */
public final class CandidateReader extends KameletConnection {

    private static final Logger LOG = LoggerFactory.getLogger(CandidateReader.class);

    private TogglHireSettings settings;
    private TogglHireAnswers answers;
    private TogglClient client;

    public CandidateReader() {
        super("toggl");
    }

    /** Candidates a page. */
    public void setPageSize(String pageSize) {
        put("pageSize", "page-size", pageSize);
    }

    public void setJobOpeningId(String id) {
        put("jobOpeningId", "filter.job_opening_id", id);
    }

    public void setCategoryId(String id) {
        put("categoryId", "filter.category_id", id);
    }

    /** With commas between. */
    public void setTagIds(String ids) {
        put("tagIds", "filter.tag_ids", ids);
    }

    public void setHireState(String state) {
        put("hireState", "filter.hire_state", state);
    }

    public void setMinScore(String score) {
        put("minScore", "filter.min_score", score);
    }

    public void setMaxScore(String score) {
        put("maxScore", "filter.max_score", score);
    }

    public void setMinRating(String rating) {
        put("minRating", "filter.min_rating", rating);
    }

    public void setMaxRating(String rating) {
        put("maxRating", "filter.max_rating", rating);
    }

    public void setEmail(String email) {
        put("email", "filter.email", email);
    }

    @Override
    protected Service read(Settings all, List<Problem> problems) {
        settings = TogglHireSettings.from(all, problems);
        answers = new TogglHireAnswers(settings, Secrets.of(all));
        client = new TogglClient(request -> calls().call(request), settings, answers, call -> {});
        return new Service(
                settings.baseUrl(),
                settings.apiKey(),
                settings.responseTimeout(),
                settings.limits(),
                settings.longestWait());
    }

    /** A walk through the list, from its first page on. */
    public PageWalk startWalk() {
        return new PageWalk(settings.firstPage(), 0);
    }

    /** Whether the list goes on; not any more when the context is about to stop. */
    public boolean hasNextPage(@Variable("walk") PageWalk walk) {
        return walk.hasNext() && getCamelContext().isStarted();
    }

    /**
     * The candidates of the next page who are new to this walk.
     *
     * @throws Stop when the page cannot be read
     */
    public List<ObjectNode> nextPage(@Variable("walk") PageWalk walk) {
        try {
            return walk.take(get(walk.next()));
        } catch (Exception e) {
            throw inWords(answers.explain(e));
        }
    }

    @Override
    protected Failure meaning(StatusException refusal) {
        return Diagnosis.ofToggl(refusal.getUri(), refusal.getStatusCode(), refusal.getResponseBody());
    }

    /** The host's route failed for one candidate, after its own error handling: the others are sent all the same. */
    public void notTaken(@Body JsonNode candidate, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception error) {
        LOG.error(
                "candidate {} was not taken ({}); the walk goes on",
                candidate.path("id").asText(),
                error.getClass().getSimpleName());
        LOG.debug("candidate {}", candidate.path("id").asText(), error);
    }

    /** @throws Stop when the list could not be read or trusted to its end; who was listed before has been sent on */
    public void endWalk(@Variable("walk") PageWalk walk) {
        walk.distrust().or(walk.listing()::cutShort).ifPresent(reason -> {
            throw inWords(reason);
        });
    }

    /**
     * The whole candidate.
     *
     * @param header the id, or null where the body holds it
     * @param body the id, or a candidate as the list has it: as a Jackson tree, a map, or JSON as text
     * @throws org.apache.camel.http.base.HttpOperationFailedException for a status outside 2xx
     */
    public JsonNode details(@Header("candidateId") String header, @Body Object body, Exchange message)
            throws Exception {
        String id = header != null ? header : id(body, message);
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "No candidate is named. Set the header candidateId, or a body that is the id or a candidate of the list");
        }
        return told(() -> get(settings.candidate(id.strip())));
    }

    private static String id(Object body, Exchange message) {
        if (body instanceof JsonNode node) {
            return node.isObject() ? node.path("id").asText("") : node.asText("");
        }
        if (body == null) {
            return "";
        }
        TypeConverter converter = message.getContext().getTypeConverter();
        Object candidate = body instanceof Map
                ? body
                : converter.convertTo(String.class, message, body).strip();
        return candidate instanceof String text && !text.startsWith("{")
                ? text
                : id(converter.tryConvertTo(JsonNode.class, message, candidate), message);
    }

    private JsonNode get(URI address) throws Exception {
        return calls().attempts().insist(() -> client.call(address));
    }
}
