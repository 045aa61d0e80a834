package org.togglloxo.sandbox.toggl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The documented parameters of the candidate list; all of them must hold (toggl-16). */
public record CandidateFilter(String text, Predicate<ObjectNode> test, String afterId, int limit, boolean descending) {

    static final Set<String> PARAMETERS = Set.of(
            "job_opening_id",
            "category_id",
            "tag_ids",
            "hire_state",
            "min_score",
            "max_score",
            "min_rating",
            "max_rating",
            "email",
            "after_id",
            "limit",
            "order");

    private static final Set<String> PAGING = Set.of("after_id", "limit", "order");

    /** @throws IllegalArgumentException for what the service answers with a ValidationError */
    public static CandidateFilter of(Map<String, List<String>> query, int mostRecords) {
        Predicate<ObjectNode> test = candidate -> true;
        Map<String, String> filters = new TreeMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            String name = parameter.getKey();
            require(PARAMETERS.contains(name) && parameter.getValue().size() == 1, "parameter " + name);
            String value = parameter.getValue().get(0);
            require(!value.isEmpty(), "empty " + name);
            if (!PAGING.contains(name)) {
                filters.put(name, value);
                test = test.and(test(name, value));
            }
        }
        String limit = first(query, "limit", Integer.toString(mostRecords));
        require(limit.matches("\\d{1,9}"), "limit");
        int records = Integer.parseInt(limit);
        require(records >= 1 && records <= mostRecords, "limit");
        String order = first(query, "order", "asc");
        require(order.equals("asc") || order.equals("desc"), "order");
        String text = filters.isEmpty() ? "" : filters.toString();
        return new CandidateFilter(text, test, first(query, "after_id", null), records, order.equals("desc"));
    }

    private static Predicate<ObjectNode> test(String name, String value) {
        return switch (name) {
            case "hire_state" -> {
                require(value.equals("possible-hire") || value.equals("rejected"), name);
                yield equal(name, value);
            }
            case "email" -> candidate -> candidate.path(name).asText().equalsIgnoreCase(value);
            case "tag_ids" -> allTags(value);
            case "min_score", "min_rating" -> {
                BigDecimal least = number(value);
                yield candidate -> decimal(candidate, name.substring(4)).compareTo(least) >= 0;
            }
            case "max_score", "max_rating" -> {
                BigDecimal most = number(value);
                yield candidate -> decimal(candidate, name.substring(4)).compareTo(most) <= 0;
            }
            default -> equal(name, value);
        };
    }

    private static Predicate<ObjectNode> equal(String name, String value) {
        return candidate -> candidate.path(name).asText("").equals(value);
    }

    private static Predicate<ObjectNode> allTags(String list) {
        Set<String> wanted = new HashSet<>(List.of(list.split(",")));
        return candidate -> {
            List<String> own = new ArrayList<>();
            for (JsonNode tag : candidate.path("tag_ids")) {
                own.add(tag.asText());
            }
            return own.containsAll(wanted);
        };
    }

    private static BigDecimal decimal(ObjectNode candidate, String field) {
        return candidate.path(field).decimalValue();
    }

    private static BigDecimal number(String text) {
        require(text.matches("-?\\d{1,12}(\\.\\d{1,12})?"), text);
        return new BigDecimal(text);
    }

    private static String first(Map<String, List<String>> query, String name, String otherwise) {
        return query.containsKey(name) ? query.get(name).get(0) : otherwise;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
