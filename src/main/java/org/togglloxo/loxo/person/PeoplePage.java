package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;

/** A page of {@code GET /people}, as large as Loxo gives them out. */
record PeoplePage(JsonNode answer) {

    static final int FULL = 100;

    /**
     * The call for one.
     *
     * @param query what it is asked for, or in which order
     * @param position how far the pages before have led
     */
    static LoxoRequest request(List<Map.Entry<String, String>> query, ScrollPosition position) {
        List<Map.Entry<String, String>> all = new ArrayList<>(query);
        all.add(ListWalk.FULL_PAGE);
        return LoxoRequest.get("/people", position.in(all));
    }

    /** Before the first one: the last is the one that is not full. */
    static ScrollPosition first(int mostPages) {
        return new ScrollPosition(FULL, mostPages);
    }

    /** Whether it is one at all: anything else says of nobody that they are not there. */
    boolean isList() {
        return list().isArray();
    }

    List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        list().forEach(lines::add);
        return lines;
    }

    /** Bare, or in an object (loxo-6). */
    private JsonNode list() {
        return answer.isArray() ? answer : answer.path("people");
    }

    /** How many people Loxo says there are in all. */
    long total(long untold) {
        return answer.path("total_count").asLong(untold);
    }

    /** Whether another one is to be asked for behind this one. */
    boolean turn(ScrollPosition position) {
        return position.turn(answer, list().size());
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
