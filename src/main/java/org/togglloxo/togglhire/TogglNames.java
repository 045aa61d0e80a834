package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.Runs;

/**
 * The names behind Toggl Hire's ids: {@code /openings}, {@code /categories} and {@code /tags} are not paged (toggl-13)
 * and are read once a run, when a candidate needs one. A list that cannot be read leaves its names out for this run.
 */
public final class TogglNames {

    private static final String NAME = "toggl";
    private static final String OPENINGS = "/openings";
    private static final String CATEGORIES = "/categories";
    private static final String TAGS = "/tags";

    private final TogglReads toggl;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final Runs runs;
    private final OncePerRun<Map<String, JsonNode>> openings;
    private final OncePerRun<Map<String, OncePerRun<JsonNode>>> missing;
    private final OncePerRun<Map<String, JsonNode>> categories;
    private final OncePerRun<Map<String, JsonNode>> tags;
    private final Set<String> unread = ConcurrentHashMap.newKeySet();

    TogglNames(TogglReads toggl, TogglHireSettings settings, TogglHireAnswers answers, Runs runs) {
        this.toggl = toggl;
        this.settings = settings;
        this.answers = answers;
        this.runs = runs;
        this.openings = new OncePerRun<>(
                runs, () -> new ConcurrentHashMap<>(read(OPENINGS, "openings", RemarkCode.TOGGL_OPENINGS_UNKNOWN)));
        this.missing = new OncePerRun<>(runs, ConcurrentHashMap::new);
        this.categories =
                new OncePerRun<>(runs, () -> read(CATEGORIES, "categories", RemarkCode.TOGGL_CATEGORIES_UNKNOWN));
        this.tags = new OncePerRun<>(runs, () -> read(TAGS, "tags", RemarkCode.TOGGL_TAGS_UNKNOWN));
    }

    /** All openings by id, in Toggl's order. */
    public Map<String, JsonNode> openings() {
        return openings.get();
    }

    /** Whether they could not be read, and may be later. */
    boolean areOpeningsUnread() {
        openings.get();
        return unread.contains(OPENINGS);
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

    /** The lists that a candidate with details needs, as it waits for them where Toggl Hire may give them out later. */
    List<String> unread(JsonNode whole) {
        Stream<String> needed = Stream.of(
                        Map.entry(OPENINGS + "/" + whole.path("job_opening_id").asText(""), whole.path("opening")),
                        Map.entry(CATEGORIES, whole.path("category")))
                .filter(name -> name.getValue().isNull())
                .map(Map.Entry::getKey);
        Stream<String> ofTags = whole.path("tag_ids").isEmpty() ? Stream.empty() : Stream.of(TAGS);
        return Stream.concat(needed, ofTags)
                .filter(unread::contains)
                .map(NAME::concat)
                .toList();
    }

    /** Whether a list that candidates wait for is none of Toggl Hire's, or is not given out in this run either. */
    public boolean lack(String list) {
        if (!list.startsWith(NAME + "/")) {
            return true;
        }
        String path = list.substring(NAME.length());
        switch (path) {
            case CATEGORIES -> categories.get();
            case TAGS -> tags.get();
            default -> opening(path.substring(OPENINGS.length() + 1));
        }
        return unread.contains(path);
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
        String path = OPENINGS + "/" + id;
        try {
            JsonNode opening = read(path);
            unread.remove(path);
            return opening;
        } catch (Exception e) {
            boolean gone = e instanceof TogglRefusal refusal && refusal.isGone();
            runs.notes()
                    .remark(
                            RemarkCode.OPENING_UNKNOWN,
                            "Opening %s, which candidates name, cannot be read from Toggl Hire (%s): its candidates are delivered without it%s"
                                    .formatted(id, why(e), gone ? "" : madeUpFor(e)));
            note(path, !gone && passes(e));
            return MissingNode.getInstance();
        }
    }

    private Map<String, JsonNode> read(String path, String what, RemarkCode code) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        try {
            list(path).forEach(item -> byId.put(item.path("id").asText(""), item));
            note(path, false);
        } catch (Exception e) {
            note(path, passes(e));
            runs.notes()
                    .remark(
                            code,
                            "The names of %s cannot be read from Toggl Hire's %s (%s): what needs them is left out in this run%s"
                                    .formatted(what, path, why(e), madeUpFor(e)));
        }
        return byId;
    }

    private void note(String path, boolean waitedFor) {
        if (waitedFor) {
            unread.add(path);
        } else {
            unread.remove(path);
        }
    }

    /** A refusal stays until somebody opens the list; whatever else is said of it, every workspace has it. */
    private static boolean passes(Exception error) {
        return !StatusException.means(error, Meaning.REFUSED);
    }

    private static String madeUpFor(Exception error) {
        return passes(error)
                ? ". The first run that gets them adds what is missing"
                : ". Once the key may read them, what is missing is added after: retry --all";
    }

    private JsonNode list(String path) throws Exception {
        JsonNode data = read(path).path("data");
        if (!data.isArray()) {
            throw new Retry(
                    Reason.NOT_A_LIST, "Toggl Hire answered GET %s with something that is no list".formatted(path));
        }
        return data;
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
