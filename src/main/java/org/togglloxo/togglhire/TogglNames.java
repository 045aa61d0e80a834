package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.RemarkCode;
import org.togglloxo.sync.run.Runs;

/**
 * The names behind Toggl Hire's ids: {@code /openings}, {@code /categories} and {@code /tags} are not paged (toggl-13)
 * and are read once a run, when a candidate needs one. A list that cannot be read leaves its names out for this run.
 */
public final class TogglNames {

    private final TogglReads toggl;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final Runs runs;
    private final OncePerRun<Map<String, JsonNode>> openings;
    private final OncePerRun<Map<String, OncePerRun<JsonNode>>> missing;
    private final OncePerRun<Map<String, JsonNode>> categories;
    private final OncePerRun<Map<String, JsonNode>> tags;

    TogglNames(TogglReads toggl, TogglHireSettings settings, TogglHireAnswers answers, Runs runs) {
        this.toggl = toggl;
        this.settings = settings;
        this.answers = answers;
        this.runs = runs;
        this.openings = new OncePerRun<>(
                runs, () -> new ConcurrentHashMap<>(read("/openings", "openings", RemarkCode.TOGGL_OPENINGS_UNKNOWN)));
        this.missing = new OncePerRun<>(runs, ConcurrentHashMap::new);
        this.categories =
                new OncePerRun<>(runs, () -> read("/categories", "categories", RemarkCode.TOGGL_CATEGORIES_UNKNOWN));
        this.tags = new OncePerRun<>(runs, () -> read("/tags", "tags", RemarkCode.TOGGL_TAGS_UNKNOWN));
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
        Map<String, JsonNode> all = openings.get();
        if (!all.containsKey(id)) {
            // asked for outside of this map, which would hold up whoever looks for another one meanwhile
            all.put(id, missing.get().computeIfAbsent(id, this::reader).get());
        }
        return Optional.of(all.get(id)).filter(JsonNode::isObject);
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

    private OncePerRun<JsonNode> reader(String id) {
        return new OncePerRun<>(runs, () -> missingOpening(id));
    }

    private JsonNode missingOpening(String id) {
        try {
            return read("/openings/" + id);
        } catch (Exception e) {
            runs.notes()
                    .remark(
                            RemarkCode.OPENING_UNKNOWN,
                            "Opening %s, which candidates name, cannot be read from Toggl Hire (%s): its candidates are delivered without it"
                                    .formatted(id, why(e)));
            return MissingNode.getInstance();
        }
    }

    private Map<String, JsonNode> read(String path, String what, RemarkCode code) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        try {
            read(path).path("data").forEach(item -> byId.put(item.path("id").asText(""), item));
        } catch (Exception e) {
            runs.notes()
                    .remark(
                            code,
                            "The names of %s cannot be read from Toggl Hire's %s (%s): what needs them is left out in this run"
                                    .formatted(what, path, why(e)));
        }
        return byId;
    }

    private JsonNode read(String path) throws Exception {
        return toggl.read(settings.address(path));
    }

    /** What ends everything is no reason to go on without names. */
    private String why(Exception error) {
        if (PlainHttpClient.isEnding(error)) {
            throw new RejectedExecutionException("the program ends", error);
        }
        if (error instanceof Stop stop) {
            throw stop;
        }
        return error instanceof TogglRefusal answer
                ? "it answered %d".formatted(answer.getStatusCode())
                : answers.explain(error).reason();
    }
}
