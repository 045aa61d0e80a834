package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/**
 * What an agency has set up: types, fields, jobs. Their ids differ from agency to agency, so they are found by name. Each
 * list is read once a run, when somebody needs it. One that cannot be read disables the feature that needs it: that is said
 * once, and the run goes on.
 */
public final class ReferenceData {

    public static final String ACTIVITY_TYPES = "/activity_types";

    /** Without these, people are delivered all the same, and what is missing is not noticed by itself. */
    private static final List<String> MADE_UP_FOR = List.of(ACTIVITY_TYPES, CustomFields.PATH, SourceTypes.PATH);

    private static final String NAME = "loxo";

    private static final JsonNode NONE = MissingNode.getInstance();

    private final LoxoCalls repeated;
    private final LoxoCalls once;
    private final LoxoAgency agency;
    private final Runs runs;
    private final RunNotes notes;
    private final Map<String, OncePerRun<Optional<List<JsonNode>>>> lists = new ConcurrentHashMap<>();
    private final Set<String> unread = ConcurrentHashMap.newKeySet();

    /** @param repeated tries again as the error handling says; once does not */
    public ReferenceData(LoxoCalls repeated, LoxoCalls once, LoxoAgency agency, Runs runs, RunNotes notes) {
        this.repeated = repeated;
        this.once = once;
        this.agency = agency;
        this.runs = runs;
        this.notes = notes;
    }

    /**
     * A list that is answered whole.
     *
     * @param consequence what is not done without it, for the remark: {@code no event is recorded}
     * @return empty where it cannot be read
     */
    public Optional<List<JsonNode>> list(String path, String consequence) {
        return cached(path, () -> readAll(path, consequence));
    }

    /** A list in pages of {@code page} and {@code per_page}. */
    public Optional<List<JsonNode>> pages(String path, String consequence) {
        return cached(path, () -> whole(path, walk(path, List.of(), consequence).byPage()));
    }

    /** What Loxo finds by a name in such a list; as a rule more than that name alone. */
    public Optional<List<JsonNode>> pagesAbout(String path, String name, String consequence) {
        return cached(
                about(path, name),
                () -> whole(path, walk(path, query(name), consequence).byPage()));
    }

    /** What Loxo finds by a name in a list by {@code scroll_id}. */
    public Optional<List<JsonNode>> scrollAbout(String path, String name, String consequence) {
        return cached(
                about(path, name),
                () -> whole(path, walk(path, query(name), consequence).byScroll()));
    }

    /** A list by {@code scroll_id} and {@code per_page}. */
    public Optional<List<JsonNode>> scroll(String path, String consequence) {
        return cached(
                path,
                () -> whole(
                        path,
                        walk(path, List.of(ListWalk.FULL_PAGE), consequence).byScroll()));
    }

    /** The key under which {@link #forget} knows a search. */
    public static String about(String path, String name) {
        return path + "?" + name;
    }

    private static List<Map.Entry<String, String>> query(String name) {
        return List.of(Map.entry("query", name));
    }

    /** The list as candidates wait for it where it could not be read in this run; one that Loxo refuses is not waited for. */
    public Optional<String> unread(String path, String consequence) {
        return list(path, consequence).isEmpty() ? unread(path) : Optional.empty();
    }

    /** The same of a list that somebody has tried to read. */
    Optional<String> unread(String path) {
        return unread.contains(path) ? Optional.of(NAME + path) : Optional.empty();
    }

    /** The path of a list that candidates wait for; empty where it is none of Loxo's. */
    public static Optional<String> pathOf(String list) {
        return list.startsWith(NAME + "/") ? Optional.of(list.substring(NAME.length())) : Optional.empty();
    }

    /** Whether the list has been read in this run already. */
    public boolean isRead(String path) {
        OncePerRun<?> list = lists.get(path);
        return list != null && list.isRead();
    }

    /** The lists that Loxo gave out in this run. */
    public List<String> answered() {
        return lists.entrySet().stream()
                .filter(list -> list.getValue().isRead()
                        && list.getValue()
                                .get()
                                .filter(records -> !records.contains(NONE))
                                .isPresent())
                .map(Map.Entry::getKey)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Whoever needs the list next reads it anew. */
    public void forget(String path) {
        OncePerRun<?> list = lists.get(path);
        if (list != null) {
            list.forget();
        }
    }

    /** The first record whose {@code key} or {@code name} is one of the words, in the order of the words. */
    public static Optional<JsonNode> named(List<JsonNode> records, List<String> words) {
        return words.stream()
                .flatMap(word -> records.stream().filter(record -> is(record, "key", word) || is(record, "name", word)))
                .findFirst();
    }

    private static boolean is(JsonNode record, String member, String word) {
        return same(record.path(member).asText(""), word);
    }

    /** As people compare names: without regard to case and to spaces around. */
    public static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }

    private Optional<List<JsonNode>> cached(String path, Supplier<Optional<List<JsonNode>>> reader) {
        return lists.computeIfAbsent(path, name -> new OncePerRun<>(runs, reader))
                .get();
    }

    private Optional<List<JsonNode>> readAll(String path, String consequence) {
        return readList(LoxoRequest.get(path, List.of()), consequence).map(ListWalk::records);
    }

    private ListWalk walk(String path, List<Map.Entry<String, String>> query, String consequence) {
        return new ListWalk(request -> readList(request, consequence), path, query);
    }

    private Optional<List<JsonNode>> whole(String path, ListWalk.Records records) {
        if (records.cutShort()) {
            notes.remark(
                    RemarkCode.LIST_TOO_LONG,
                    "Loxo has more records at %s than it gives out (10,000): those behind are not found by name"
                            .formatted(path));
        }
        return records.all();
    }

    /** One record by its id; empty where Loxo has none, or does not tell, which is said. */
    public Optional<JsonNode> record(String path, String id, String consequence) {
        return recordOrNone(path, id, consequence).filter(record -> !record.isMissingNode());
    }

    /** Whether Loxo says that it has no such record; false where it has one, or does not tell, which is said. */
    public boolean lacks(String path, String id, String consequence) {
        return recordOrNone(path, id, consequence)
                .filter(JsonNode::isMissingNode)
                .isPresent();
    }

    private Optional<JsonNode> recordOrNone(String path, String id, String consequence) {
        String key = path + "/" + id;
        LoxoCalls orNone = request -> Objects.requireNonNullElse(repeated.call(request), NONE);
        return cached(key, () -> ask(orNone, LoxoRequest.getIfThere(key), consequence)
                        .map(List::of))
                .map(found -> found.get(0));
    }

    /** A list, or empty and said once. */
    Optional<JsonNode> readList(LoxoRequest request, String consequence) {
        Optional<JsonNode> answer = read(request, consequence);
        if (answer.isPresent() && !ListWalk.isList(answer.get()) && !isItself(request.path(), answer.get())) {
            unreadable(
                    request,
                    "Loxo answered %s with something that is no list".formatted(request.label()),
                    consequence,
                    true);
            return Optional.empty();
        }
        return answer;
    }

    /** A field that has no options may come without a list of them. */
    private static boolean isItself(String path, JsonNode answer) {
        return answer.hasNonNull("id") && path.endsWith("/" + answer.path("id").asText());
    }

    private void unreadable(LoxoRequest request, String why, String consequence, boolean passes) {
        String madeUpFor = MADE_UP_FOR.stream().noneMatch(request.path()::startsWith)
                ? ""
                : passes
                        ? ". The first run that gets it adds what is missing"
                        : ". Once it is open, what is missing is added after: retry --all";
        if (passes) {
            unread.add(request.path());
        } else {
            unread.remove(request.path());
        }
        notes.remark(RemarkCode.REFERENCE_UNREADABLE, "%s: %s in this run%s".formatted(why, consequence, madeUpFor));
    }

    /** One answer, or empty and said once. */
    private Optional<JsonNode> read(LoxoRequest request, String consequence) {
        return ask(repeated, request, consequence);
    }

    /** The same for something that is written: sent once and never repeated. */
    public Optional<JsonNode> write(LoxoRequest request, String consequence) {
        return ask(once, request, consequence);
    }

    private Optional<JsonNode> ask(LoxoCalls calls, LoxoRequest request, String consequence) {
        try {
            Optional<JsonNode> answer = Optional.ofNullable(calls.call(request));
            unread.remove(request.path());
            return answer;
        } catch (Stop stop) {
            throw stop;
        } catch (Exception e) {
            if (PlainHttpClient.isEnding(e)) {
                throw new RejectedExecutionException("the program ends", e);
            }
            if (e instanceof LoxoRefusal refusal && refusal.means(Meaning.REFUSED)) {
                agency.stopWhereAllIsRefused(refusal);
            }
            unreadable(request, why(request, e), consequence, passes(request, e));
            return Optional.empty();
        }
    }

    /** Every agency has these lists: whatever else than a refusal is said of one is no answer. What is written may be refused in more ways. */
    private static boolean passes(LoxoRequest request, Exception error) {
        return request.reads()
                ? !StatusException.means(error, Meaning.REFUSED)
                : !(error instanceof Fail) && !(error instanceof LoxoRefusal refusal && !refusal.mayPass());
    }

    private static String why(LoxoRequest request, Exception error) {
        if (error instanceof LoxoRefusal answer) {
            int status = answer.getStatusCode();
            return answer.means(Meaning.REFUSED)
                    ? "Loxo refuses %s (%d), so ask its support to open it for the key of loxo.api-key"
                            .formatted(request.endpoint(), status)
                    : "Loxo answered %d to %s".formatted(status, request.endpoint());
        }
        return error instanceof Failure failure
                ? failure.message()
                : "Loxo did not answer %s".formatted(request.endpoint());
    }
}
