package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** Loxo's page and per_page. The scroll endpoints read per_page here too. */
public final class Paging {

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

    public static Answer pages(Request request, List<? extends JsonNode> records, String listName, int mostPerPage) {
        int perPage = number(request, "per_page", Math.min(25, mostPerPage), mostPerPage);
        int page = number(request, "page", 1, Integer.MAX_VALUE);
        long end = (long) page * perPage;
        if (end > MOST_RESULTS) {
            return LoxoErrors.errors(400, "Results past 10,000 cannot be paged to");
        }
        ObjectNode body = Answer.JSON.createObjectNode().put("current_page", page);
        body.put("total_pages", (records.size() + perPage - 1) / perPage);
        body.put("per_page", perPage).put("total_count", records.size());
        int from = (int) Math.min(records.size(), end - perPage);
        body.putArray(listName).addAll(List.copyOf(records.subList(from, (int) Math.min(records.size(), end))));
        return Answer.ok(body);
    }

    /** @param id increasing with the time of creation, so that a walk does not see what is created meanwhile */
    public static <T> Answer scroll(
            Request request,
            List<T> found,
            ToLongFunction<T> id,
            Function<T, ? extends JsonNode> json,
            String listName,
            int mostPerPage) {
        int perPage = number(request, "per_page", Math.min(25, mostPerPage), mostPerPage);
        Scroll scroll = Scroll.of(request.query("scroll_id"));
        List<T> walked = found.stream()
                .filter(record -> id.applyAsLong(record) <= scroll.newest())
                .toList();
        int end = Math.min(walked.size(), scroll.offset() + perPage);
        long newest = walked.stream().mapToLong(id).max().orElse(0);
        String more = end < walked.size() ? new Scroll(end, newest).id() : null;
        ObjectNode body = Answer.JSON.createObjectNode().put("scroll_id", more).put("total_count", walked.size());
        ArrayNode list = body.putArray(listName);
        walked.subList(Math.min(scroll.offset(), end), end).forEach(record -> list.add(json.apply(record)));
        return Answer.ok(body);
    }

    /** What a parameter such as {@code created_at_sort} says; the oldest first without it. */
    public static boolean newestFirst(Request request, String parameter) {
        String direction = request.query(parameter);
        if (direction != null && !direction.equals("asc") && !direction.equals("desc")) {
            throw new InvalidParameters(List.of(parameter));
        }
        return "desc".equals(direction);
    }

    /** A plain substring, as far as the simulator goes. */
    public static boolean matches(String query, String text) {
        return query == null || text.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }
}
