package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.togglloxo.sandbox.http.Service;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.Request;
import org.togglloxo.sandbox.toggl.CandidateFilter;
import org.togglloxo.sandbox.toggl.CandidateStore;
import org.togglloxo.sandbox.toggl.TogglCatalog;

/** Toggl Hire's read API, v2.2 and v2.1 (toggl-1, toggl-2). */
final class TogglService implements Service {

    private static final Pattern PATH = Pattern.compile("/api/v2\\.[12](/.*)");
    private static final Set<String> DETAIL = Set.of("tag_ids", "questions", "answers");

    private final SandboxOptions options;
    private final CandidateStore candidates;
    private final TogglCatalog catalog;
    private final Endpoints endpoints = new Endpoints();

    TogglService(SandboxOptions options, CandidateStore candidates, TogglCatalog catalog) {
        this.options = options;
        this.candidates = candidates;
        this.catalog = catalog;
        endpoints
                .on("GET /candidates", this::list)
                .on("GET /candidates/{id}", request -> known(request, candidates.find(request.pathValue("id"))))
                .on("GET /openings", request -> all(request, catalog.listedOpenings()))
                .on("GET /openings/{id}", request -> known(request, opening(request.pathValue("id"))))
                .on("GET /categories", this::categories)
                .on("GET /tags", request -> all(request, catalog.tags()));
    }

    @Override
    public Optional<Place> locate(String method, String rawPath) {
        Matcher path = PATH.matcher(rawPath);
        if (!path.matches()) {
            return Optional.empty();
        }
        String rest = path.group(1);
        return endpoints.find(method, rest).map(match -> new Place(rest, match));
    }

    @Override
    public Answer answer(Request request) {
        if (options.retiredV21() && URI.create(request.url()).getPath().startsWith("/api/v2.1/")) {
            return refused(410, "ApiVersionRetiredError");
        }
        if (!("Bearer " + options.togglKey()).equals(request.headers().get("authorization"))) {
            return refused(401, "AuthenticationError");
        }
        Endpoints.Handler handler = endpoints.handler(request);
        if (handler == null) {
            return refused(404, "NotFoundError");
        }
        if (!request.unreadable().isEmpty()) {
            return refused(400, "ValidationError");
        }
        try {
            synchronized (candidates) {
                return handler.answer(request);
            }
        } catch (IllegalArgumentException e) {
            return refused(400, "ValidationError");
        }
    }

    @Override
    public Answer error(int status, String message) {
        return refused(status, message.replace(" ", "") + "Error");
    }

    private Answer list(Request request) {
        CandidateFilter filter = CandidateFilter.of(request.query(), options.togglPageLimit());
        List<String> ids = candidates.matching(filter.text(), filter.test());
        int from = start(filter, ids);
        ObjectNode page = Answer.JSON.createObjectNode();
        ArrayNode data = page.putArray("data");
        String last = null;
        int step = filter.descending() ? -1 : 1;
        int at = from;
        for (; data.size() < filter.limit() && at >= 0 && at < ids.size(); at += step) {
            last = ids.get(at);
            data.add(listed(candidates.find(last).orElseThrow()));
        }
        link(page.putObject("links"), request, at >= 0 && at < ids.size() ? last : null);
        return Answer.ok(page.put("total", ids.size()));
    }

    /** Not a deep copy: what is left out is the larger part, and the answer is written at once. */
    private static ObjectNode listed(ObjectNode candidate) {
        return candidate.objectNode().<ObjectNode>setAll(candidate).without(DETAIL);
    }

    /** Behind the cursor by started_at and id, so a candidate removed meanwhile is still a place to go on from. */
    private int start(CandidateFilter filter, List<String> ids) {
        if (filter.afterId() == null) {
            return filter.descending() ? ids.size() - 1 : 0;
        }
        // What the service says to an after_id that it never gave out is not documented; a bad parameter is the
        // likeliest
        if (!candidates.everKnown(filter.afterId())) {
            throw new IllegalArgumentException("after_id");
        }
        int found = candidates.seek(ids, filter.afterId());
        int insertion = found >= 0 ? found : -1 - found;
        return filter.descending() ? insertion - 1 : found >= 0 ? found + 1 : insertion;
    }

    private void link(ObjectNode links, Request request, String last) {
        if (last == null) {
            if (options.nullNext()) {
                links.putNull("next");
            }
            return;
        }
        StringBuilder url = new StringBuilder(request.url().split("\\?")[0]).append('?');
        request.query().forEach((name, values) -> {
            if (!name.equals("after_id")) {
                url.append(name).append('=').append(encode(values.get(0))).append('&');
            }
        });
        links.put("next", url.append("after_id=").append(last).toString());
    }

    private Answer categories(Request request) {
        List<String> opening = request.query().getOrDefault("job_opening_id", List.of(""));
        refuseParameters(request, Set.of("job_opening_id"));
        // The documented example leaves the value empty, so that means all of them
        return all(catalog.categories().stream()
                .filter(category -> opening.get(0).isEmpty()
                        || category.get("job_opening_id").textValue().equals(opening.get(0)))
                .toList());
    }

    private Optional<ObjectNode> opening(String id) {
        return catalog.openings().stream()
                .filter(opening -> opening.get("id").textValue().equals(id))
                .findFirst();
    }

    private static Answer known(Request request, Optional<ObjectNode> record) {
        refuseParameters(request, Set.of());
        return record.map(found -> Answer.ok(found).about(request.pathValue("id")))
                .orElseGet(() -> refused(404, "NotFoundError"));
    }

    private static Answer all(Request request, List<ObjectNode> records) {
        refuseParameters(request, Set.of());
        return all(records);
    }

    private static Answer all(List<ObjectNode> records) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("data").addAll(records);
        return Answer.ok(body);
    }

    private static void refuseParameters(Request request, Set<String> known) {
        if (!known.containsAll(request.query().keySet())) {
            throw new IllegalArgumentException(request.query().keySet().toString());
        }
    }

    private static Answer refused(int status, String type) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putObject("error").put("type", type);
        return Answer.json(status, body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
