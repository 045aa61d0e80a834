package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.form.Paging;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** {@code GET /merges}: only the endpoint and its parameters are published; the shape of an entry is inferred. */
public final class MergeEndpoints {

    private static final String ITEM_TYPE = "Person";

    private final PeopleStore store;
    private final int mostPerPage;

    public MergeEndpoints(PeopleStore store, int mostPerPage) {
        this.store = store;
        this.mostPerPage = mostPerPage;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.on("GET /merges", this::list);
    }

    private Answer list(Request request) {
        List<PeopleStore.Merge> found = store.merges().stream()
                .filter(merge -> isOfType(request.query("item_type")))
                .filter(merge -> concerns(merge, request.query().get("item_ids[]")))
                .filter(merge -> isAfter(merge.at(), request, "created_after"))
                .filter(merge -> !isAfter(merge.at(), request, "created_before") || !has(request, "created_before"))
                .toList();
        return Paging.scroll(request, found, PeopleStore.Merge::id, MergeEndpoints::json, "merges", mostPerPage);
    }

    private static ObjectNode json(PeopleStore.Merge merge) {
        return Answer.JSON
                .createObjectNode()
                .put("id", merge.id())
                .put("item_type", ITEM_TYPE)
                .put("item_id", merge.survivor())
                .put("merged_item_id", merge.gone())
                .put("created_at", merge.at().toString());
    }

    private static boolean isOfType(String wanted) {
        return wanted == null || wanted.equalsIgnoreCase(ITEM_TYPE);
    }

    private static boolean concerns(PeopleStore.Merge merge, List<String> ids) {
        return ids == null
                || ids.contains(Long.toString(merge.survivor()))
                || ids.contains(Long.toString(merge.gone()));
    }

    private static boolean has(Request request, String name) {
        return request.query(name) != null;
    }

    private static boolean isAfter(Instant at, Request request, String name) {
        try {
            return !has(request, name) || at.isAfter(Instant.parse(request.query(name)));
        } catch (DateTimeParseException e) {
            throw new InvalidParameters(List.of(name));
        }
    }
}
