package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is only read: the lists of types, countries, jobs. */
final class ReferenceEndpoints {

    private static final List<String> ARRAYS = List.of(
            "activity_types",
            "company_types",
            "compensation_types",
            "email_types",
            "job_categories",
            "job_statuses",
            "job_types",
            "person_global_statuses",
            "person_types",
            "phone_types");

    private final LoxoReference reference;
    private final Records jobs;
    private final int mostPerPage;

    ReferenceEndpoints(LoxoReference reference, Records jobs, int mostPerPage) {
        this.reference = reference;
        this.jobs = jobs;
        this.mostPerPage = mostPerPage;
    }

    void addTo(Endpoints endpoints) {
        ARRAYS.forEach(name -> endpoints.on("GET /" + name, request -> Answer.ok(reference.list(name))));
        endpoints
                .on("GET /countries", request -> matching(request, reference.list("countries"), "name", "countries"))
                .on("GET /jobs", request -> matching(request, jobs.all(), "title", "results"))
                .on("GET /jobs/{id}", request -> jobs.find(request.pathValue("id"))
                        .map(job -> Answer.ok(job).about(request.pathValue("id")))
                        .orElseGet(LoxoService::notFound));
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
}
