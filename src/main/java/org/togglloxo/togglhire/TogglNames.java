package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.route.Names;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.Runs;

/**
 * The names behind Toggl Hire's ids: {@code /openings}, {@code /categories} and {@code /tags} are not paged (see reference)
 * and are read once a run, when a candidate needs one. A list that cannot be read leaves its names out for this run.
 */
public final class TogglNames {

    private final CamelContext context;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final Runs runs;
    private final OncePerRun<Map<String, JsonNode>> openings;
    private final OncePerRun<Map<String, JsonNode>> categories;
    private final OncePerRun<Map<String, JsonNode>> tags;

    TogglNames(CamelContext context, TogglHireSettings settings, TogglHireAnswers answers, Runs runs) {
        this.context = context;
        this.settings = settings;
        this.answers = answers;
        this.runs = runs;
        this.openings = new OncePerRun<>(runs, () -> new ConcurrentHashMap<>(read("/openings", "openings")));
        this.categories = new OncePerRun<>(runs, () -> read("/categories", "categories"));
        this.tags = new OncePerRun<>(runs, () -> read("/tags", "tags"));
    }

    /** All openings by id, in Toggl's order. */
    public Map<String, JsonNode> openings() {
        return openings.get();
    }

    /** An opening; the one that the list lacks is asked for by its id. */
    public Optional<JsonNode> opening(String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(openings.get().computeIfAbsent(id, this::missingOpening))
                .filter(JsonNode::isObject);
    }

    Optional<String> category(String id) {
        return name(categories.get(), id);
    }

    Optional<String> tag(String id) {
        return name(tags.get(), id);
    }

    private static Optional<String> name(Map<String, JsonNode> named, String id) {
        return Optional.ofNullable(named.get(id))
                .map(node -> node.path("name").asText(""))
                .filter(name -> !name.isBlank());
    }

    private JsonNode missingOpening(String id) {
        Exchange answer = call("/openings/" + id);
        if (answer.getException() != null) {
            runs.remark(
                    "opening-unknown",
                    "Opening %s, which candidates name, cannot be read from Toggl Hire (%s): its candidates are delivered without it"
                            .formatted(id, why(answer.getException())));
            return MissingNode.getInstance();
        }
        return answer.getMessage().getBody(JsonNode.class);
    }

    private Map<String, JsonNode> read(String path, String what) {
        Exchange answer = call(path);
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        if (answer.getException() != null) {
            runs.remark(
                    "toggl-" + what + "-unknown",
                    "The names of %s cannot be read from Toggl Hire's %s (%s): what needs them is left out in this run"
                            .formatted(what, path, why(answer.getException())));
            return byId;
        }
        answer.getMessage()
                .getBody(JsonNode.class)
                .path("data")
                .forEach(item -> byId.put(item.path("id").asText(""), item));
        return byId;
    }

    private Exchange call(String path) {
        Exchange answer = Names.in(context)
                .ask(
                        "direct:read-toggl",
                        exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, settings.address(path)));
        if (answer.getException() != null && PlainHttpClient.isEnding(answer.getException())) {
            throw new RejectedExecutionException("the program ends", answer.getException());
        }
        if (answer.getException() instanceof Stop stop) {
            throw stop;
        }
        return answer;
    }

    private String why(Exception trouble) {
        return trouble instanceof HttpOperationFailedException answer
                ? "it answered %d".formatted(answer.getStatusCode())
                : answers.explain(trouble).reason();
    }
}
