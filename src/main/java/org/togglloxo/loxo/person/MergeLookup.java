package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;

/**
 * What became of a person: still there, merged into another one, or gone. Used by one thread.
 *
 * <p>Loxo merges duplicates, the oldest profile survives, and {@code GET /merges} lists it. Only its parameters are
 * published: of an entry the names of both ids are inferred (loxo-24), and one that cannot be read counts for none.
 */
final class MergeLookup {

    private static final int MOST_CALLS = 20;
    private static final List<String> GONE = List.of("merged_item_id", "merged_id");
    private static final List<String> SURVIVOR = List.of("item_id", "survivor_id");

    private final String asked;
    private final Set<String> seen = new HashSet<>();
    private String current;
    private ScrollPosition position;
    private boolean inMerges;
    private boolean there;
    private boolean done;
    private int calls;

    MergeLookup(String personId) {
        this.asked = personId;
        this.current = personId;
        seen.add(personId);
    }

    /** Of somebody whom Loxo was asked for a moment ago, and no longer has. */
    static MergeLookup ofGone(String personId) {
        MergeLookup lookup = new MergeLookup(personId);
        lookup.lookInMerges();
        return lookup;
    }

    private void lookInMerges() {
        inMerges = true;
        position = new ScrollPosition(1, MOST_CALLS);
    }

    /** Asks until nothing is left to ask. */
    void ask(LoxoCalls calls) throws Exception {
        while (hasNext()) {
            learn(calls.call(request()));
        }
    }

    private boolean hasNext() {
        return !done && calls < MOST_CALLS;
    }

    /** True when the person was merged into another one, who is there. */
    boolean isMerged() {
        return there && !current.equals(asked);
    }

    /** True when neither the person nor a survivor is there. */
    public boolean isGone() {
        return done && !there;
    }

    /** The id of whom the person was merged into. */
    String getSurvivor() {
        return current;
    }

    private LoxoRequest request() {
        if (!inMerges) {
            return LoxoRequest.getIfThere("/people/" + current);
        }
        List<Map.Entry<String, String>> query = List.of(Map.entry("item_ids[]", current), ListWalk.FULL_PAGE);
        return LoxoRequest.getIfThere("/merges", position.in(query));
    }

    /** Takes the answer to {@link #request()} in; null for a 404. */
    private void learn(JsonNode answer) {
        calls++;
        if (inMerges) {
            learnMerges(answer == null ? MissingNode.getInstance() : answer);
        } else if (answer == null) {
            lookInMerges();
        } else {
            current = new LoxoPerson(answer).id().orElse(current);
            there = true;
            done = true;
        }
    }

    private void learnMerges(JsonNode answer) {
        List<JsonNode> entries = entries(answer);
        for (JsonNode entry : entries) {
            String type = entry.path("item_type").asText("person");
            String survivor = first(entry, SURVIVOR);
            boolean isIts = type.equalsIgnoreCase("person") && current.equals(first(entry, GONE));
            if (isIts && !survivor.isEmpty() && seen.add(survivor)) {
                current = survivor;
                inMerges = false;
                return;
            }
        }
        done = !position.turn(answer, entries.size());
    }

    private static List<JsonNode> entries(JsonNode answer) {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode list = answer.isArray() ? answer : answer.path("merges");
        list.forEach(entries::add);
        return entries;
    }

    private static String first(JsonNode entry, List<String> names) {
        return names.stream()
                .map(name -> entry.path(name).asText(""))
                .filter(id -> id.matches("[0-9]{1,18}"))
                .findFirst()
                .orElse("");
    }
}
