package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is only read: the lists of types, the dynamic fields, countries, jobs. */
final class ReferenceEndpoints {

    private static final List<String> ARRAYS = List.of(
            "activity_types",
            "company_types",
            "compensation_types",
            "dynamic_fields",
            "email_types",
            "job_categories",
            "job_statuses",
            "job_types",
            "person_global_statuses",
            "person_types",
            "phone_types",
            "source_types");

    private final LoxoReference reference;
    private final List<ObjectNode> jobs;
    private final int mostPerPage;

    ReferenceEndpoints(LoxoReference reference, List<ObjectNode> jobs, int mostPerPage) {
        this.reference = reference;
        this.jobs = jobs;
        this.mostPerPage = mostPerPage;
    }

    void addTo(Endpoints endpoints) {
        ARRAYS.forEach(name -> endpoints.on("GET /" + name, request -> Answer.ok(reference.list(name))));
        endpoints
                .on("GET /countries", request -> matching(request, reference.list("countries"), "name", "countries"))
                .on("GET /jobs", request -> matching(request, jobs, "title", "results"))
                .on("GET /jobs/{id}", request -> byId(jobs, request.pathValue("id")))
                .on("GET /dynamic_fields/{id}", this::dynamicField);
    }

    private Answer matching(Request request, Iterable<? extends JsonNode> all, String named, String listName) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode record : all) {
            if (Paging.matches(request.query("query"), record.get(named).textValue())) {
                found.add(record);
            }
        }
        return Paging.pages(request, found, listName, mostPerPage);
    }

    private Answer dynamicField(Request request) {
        Answer field = byId(reference.list("dynamic_fields"), request.pathValue("id"));
        ArrayNode options = field.succeeded() ? reference.hierarchy(Long.parseLong(request.pathValue("id"))) : null;
        if (options == null) {
            return field;
        }
        ObjectNode whole = record(reference.list("dynamic_fields"), request.pathValue("id"));
        return Answer.ok(whole.deepCopy().set("hierarchies", options));
    }

    private static Answer byId(Iterable<? extends JsonNode> records, String id) {
        JsonNode found = record(records, id);
        return found == null ? LoxoService.notFound() : Answer.ok(found).about(id);
    }

    private static ObjectNode record(Iterable<? extends JsonNode> records, String id) {
        return StreamSupport.stream(records.spliterator(), false)
                .filter(record -> record.get("id").asText().equals(id))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElse(null);
    }
}
