package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list that Loxo gives out in parts, by {@code page}, by {@code scroll_id} or by {@code after_id}; which of them differs by endpoint
 * (loxo-11).
 *
 * @param ask one call; empty where it cannot be answered, and said by whoever makes it
 * @param query what each call says beside the place
 */
public record ListWalk(
        Function<LoxoRequest, Optional<JsonNode>> ask, String path, List<Map.Entry<String, String>> query) {

    public static final Map.Entry<String, String> FULL_PAGE = Map.entry("per_page", "100");

    /** Past 10,000 results Loxo answers 400 (loxo-13). */
    private static final int MOST_PAGES = 100;

    /**
     * What was read.
     *
     * @param all empty where one part could not be read
     * @param cutShort whether there are more than Loxo gives out
     */
    public record Records(Optional<List<JsonNode>> all, boolean cutShort) {}

    /** The last page is the one that {@code total_pages} says. */
    public Records byPage() {
        return walk(
                page(1),
                part -> part.number() < part.answer().path("total_pages").asInt(1)
                        ? page(part.number() + 1)
                        : List.of());
    }

    private static List<Map.Entry<String, String>> page(int number) {
        return List.of(Map.entry("page", Integer.toString(number)), FULL_PAGE);
    }

    public Records byScroll() {
        ScrollPosition position = new ScrollPosition(1, MOST_PAGES);
        return walk(List.of(), part -> {
            position.turn(part.answer(), records(part.answer()).size());
            return position.in(List.of());
        });
    }

    /** By {@code after_id}, up to the first part that holds what is looked for. */
    public Records byLastId(Predicate<List<JsonNode>> sought) {
        return walk(
                List.of(),
                part -> part.fresh().isEmpty() || sought.test(part.fresh())
                        ? List.of()
                        : List.of(Map.entry(
                                "after_id", id(part.fresh().get(part.fresh().size() - 1)))));
    }

    /** @param fresh the records that no part before had */
    private record Part(int number, JsonNode answer, List<JsonNode> fresh) {}

    /**
     * A part that brings nothing new ends every walk.
     *
     * @param next where the next part is; empty where there is none
     */
    private Records walk(List<Map.Entry<String, String>> first, Function<Part, List<Map.Entry<String, String>>> next) {
        List<JsonNode> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Map.Entry<String, String>> place = first;
        for (int number = 1; number <= MOST_PAGES; number++) {
            Optional<JsonNode> answer = ask.apply(request(place));
            if (answer.isEmpty()) {
                return new Records(Optional.empty(), false);
            }
            List<JsonNode> fresh = records(answer.get()).stream()
                    .filter(record -> ids.add(id(record)))
                    .toList();
            all.addAll(fresh);
            place = next.apply(new Part(number, answer.get(), fresh));
            if (fresh.isEmpty() || place.isEmpty()) {
                return new Records(Optional.of(all), false);
            }
        }
        return new Records(Optional.of(all), true);
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }

    private LoxoRequest request(List<Map.Entry<String, String>> place) {
        List<Map.Entry<String, String>> all = new ArrayList<>(query);
        all.addAll(place);
        return LoxoRequest.get(path, all);
    }

    /** Whether it is a list at all: anything else says of nothing that it is not there. */
    public static boolean isList(JsonNode answer) {
        return list(answer).isArray();
    }

    public static List<JsonNode> records(JsonNode answer) {
        List<JsonNode> records = new ArrayList<>();
        list(answer).forEach(records::add);
        return records;
    }

    /** Loxo answers a bare array, or an object around it (loxo-6). */
    private static JsonNode list(JsonNode answer) {
        for (JsonNode member : answer.isObject() ? answer : MissingNode.getInstance()) {
            if (member.isArray()) {
                return member;
            }
        }
        return answer.isArray() ? answer : MissingNode.getInstance();
    }
}
