package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Loxo's page and per_page. The scroll endpoints read per_page here too. */
final class Paging {

    private static final int MOST_RESULTS = 10_000;

    private Paging() {}

    /** @throws InvalidParameters where it is no number from 1 to the most that is allowed */
    static int number(Request request, String name, int otherwise, int most) {
        String text = request.query(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw new InvalidParameters(List.of(name));
        }
        return number;
    }

    static Answer pages(Request request, List<? extends JsonNode> records, String listName, int mostPerPage) {
        int perPage = number(request, "per_page", Math.min(25, mostPerPage), mostPerPage);
        int page = number(request, "page", 1, Integer.MAX_VALUE);
        long end = (long) page * perPage;
        if (end > MOST_RESULTS) {
            return LoxoService.errors(400, "Results past 10,000 cannot be paged to");
        }
        ObjectNode body = Answer.JSON.createObjectNode().put("current_page", page);
        body.put("total_pages", (records.size() + perPage - 1) / perPage);
        body.put("per_page", perPage).put("total_count", records.size());
        int from = (int) Math.min(records.size(), end - perPage);
        body.putArray(listName).addAll(List.copyOf(records.subList(from, (int) Math.min(records.size(), end))));
        return Answer.ok(body);
    }

    /** A plain substring, as far as the simulator goes. */
    static boolean matches(String query, String text) {
        return query == null || text.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }
}
