package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoRequest;

/** A page of {@code GET /people}, as large as Loxo gives them out. */
record PeoplePage(JsonNode answer) {

    static final int FULL = 100;

    /**
     * The call for one.
     *
     * @param query what it is asked for, or in which order
     * @param scrollId where the page before ended, or null
     */
    static LoxoRequest request(List<Map.Entry<String, String>> query, String scrollId) {
        List<Map.Entry<String, String>> all = new ArrayList<>(query);
        all.add(ListWalk.FULL_PAGE);
        if (scrollId != null) {
            all.add(Map.entry("scroll_id", scrollId));
        }
        return LoxoRequest.get("/people", all);
    }

    /** Whether it is one at all. */
    boolean isList() {
        return answer.path("people").isArray();
    }

    List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        answer.path("people").forEach(lines::add);
        return lines;
    }

    /** How many people Loxo says there are in all. */
    long total(long untold) {
        return answer.path("total_count").asLong(untold);
    }

    /** Where the next one begins; empty where Loxo says that there is none. */
    Optional<String> scrollId() {
        return Optional.of(answer.path("scroll_id").asText(""))
                .filter(scrollId -> !scrollId.isBlank() && !scrollId.equals("null"));
    }

    boolean isLast() {
        return answer.path("people").size() < FULL || scrollId().isEmpty();
    }

    /** When something became of a person (milliseconds); null where the line does not tell. */
    static Long at(JsonNode line, String time) {
        try {
            return OffsetDateTime.parse(line.path(time).asText("")).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
