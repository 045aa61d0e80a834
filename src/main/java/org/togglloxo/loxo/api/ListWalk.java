package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A list that Loxo gives out in parts, by {@code page} or by {@code scroll_id}; which of them differs by endpoint
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

    public Records byPage() {
        List<JsonNode> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<JsonNode> answer =
                    ask.apply(request(List.of(Map.entry("page", Integer.toString(page)), FULL_PAGE)));
            if (answer.isEmpty()) {
                return new Records(Optional.empty(), false);
            }
            boolean fresh = addFresh(answer.get(), ids, all);
            if (!fresh || page >= answer.get().path("total_pages").asInt(1)) {
                return new Records(Optional.of(all), false);
            }
        }
        return new Records(Optional.of(all), true);
    }

    /** A null, empty or repeated {@code scroll_id} ends the walk (loxo-12). */
    public Records byScroll() {
        List<JsonNode> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> scrolls = new HashSet<>();
        LoxoRequest next = request(List.of());
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<JsonNode> answer = ask.apply(next);
            if (answer.isEmpty()) {
                return new Records(Optional.empty(), false);
            }
            boolean fresh = addFresh(answer.get(), ids, all);
            String scroll = answer.get().path("scroll_id").asText("");
            if (!fresh || scroll.isEmpty() || !scrolls.add(scroll)) {
                return new Records(Optional.of(all), false);
            }
            next = request(List.of(Map.entry("scroll_id", scroll)));
        }
        return new Records(Optional.of(all), true);
    }

    private static boolean addFresh(JsonNode answer, Set<String> ids, List<JsonNode> all) {
        List<JsonNode> fresh = records(answer).stream()
                .filter(record -> ids.add(record.path("id").asText()))
                .toList();
        all.addAll(fresh);
        return !fresh.isEmpty();
    }

    private LoxoRequest request(List<Map.Entry<String, String>> place) {
        List<Map.Entry<String, String>> all = new ArrayList<>(query);
        all.addAll(place);
        return LoxoRequest.get(path, all);
    }

    /** Loxo answers a bare array, or an object around it (loxo-6). */
    public static List<JsonNode> records(JsonNode answer) {
        JsonNode array = answer;
        if (answer.isObject()) {
            for (JsonNode member : answer) {
                if (member.isArray()) {
                    array = member;
                    break;
                }
            }
        }
        List<JsonNode> records = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(records::add);
        }
        return records;
    }
}
