package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Records;
import org.togglloxo.sandbox.message.Request;

/** {@code GET /jobs}: the published filters and orders. Of two orders the first one counts. */
public final class JobListing {

    private static final Map<String, String> EQUAL = Map.of(
            "job_status_id", "/status/id",
            "job_type_id", "/job_type/id",
            "country_id", "/country/id",
            "state_id", "/state/id",
            "city", "/city",
            "status", "/status/name",
            "job_type", "/job_type/name",
            "published", "/published",
            "remote_work_allowed", "/remote_work_allowed");
    private static final Map<String, String> ORDERS = Map.of(
            "published_at_sort", "/published_at",
            "updated_at_sort", "/updated_at",
            "location_sort", "/city",
            "job_title_sort", "/title",
            "rank_sort", "/id");

    private final Records jobs;
    private final int mostPerPage;

    public JobListing(Records jobs, int mostPerPage) {
        this.jobs = jobs;
        this.mostPerPage = mostPerPage;
    }

    public Answer list(Request request) {
        List<ObjectNode> found =
                new ArrayList<>(jobs.all().stream().filter(filter(request)).toList());
        ORDERS.keySet().forEach(name -> Paging.newestFirst(request, name));
        request.query().keySet().stream()
                .filter(ORDERS::containsKey)
                .findFirst()
                .ifPresent(name -> found.sort(order(ORDERS.get(name), Paging.newestFirst(request, name))));
        return Paging.pages(request, found, "results", mostPerPage);
    }

    private static Comparator<ObjectNode> order(String pointer, boolean descending) {
        Comparator<ObjectNode> order =
                Comparator.comparing(job -> job.at(pointer).asText());
        return descending ? order.reversed() : order;
    }

    private static Predicate<ObjectNode> filter(Request request) {
        Predicate<ObjectNode> all =
                job -> Paging.matches(request.query("query"), job.get("title").textValue());
        for (Map.Entry<String, String> equal : EQUAL.entrySet()) {
            String wanted = request.query(equal.getKey());
            all = all.and(job -> wanted == null
                    || wanted.equalsIgnoreCase(job.at(equal.getValue()).asText("")));
        }
        return all.and(any(
                        request,
                        "job_status_ids[]",
                        job -> Set.of(job.at("/status/id").asText())))
                .and(any(request, "job_category_ids[]", job -> ids(job.path("categories"))));
    }

    private static Predicate<ObjectNode> any(Request request, String name, Function<ObjectNode, Set<String>> own) {
        List<String> wanted = request.query().get(name);
        return job -> wanted == null || wanted.stream().anyMatch(own.apply(job)::contains);
    }

    private static Set<String> ids(JsonNode entries) {
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.get("id").asText()));
        return ids;
    }
}
