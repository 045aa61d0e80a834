package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** The agency's jobs over HTTP. */
final class JobEndpoints {

    private final Records jobs;
    private final JobForm form;
    private final JobListing listing;

    JobEndpoints(Agency agency, int mostPerPage) {
        this.jobs = agency.jobs;
        this.form = new JobForm(agency);
        this.listing = new JobListing(jobs, mostPerPage);
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /jobs", listing::list)
                .on("POST /jobs", request -> save(request, null))
                .on(
                        "GET /jobs/{id}",
                        request -> one(request, job -> Answer.ok(job).about(request.pathValue("id"))))
                .on("PUT /jobs/{id}", request -> one(request, job -> save(request, job)))
                .on(
                        "DELETE /jobs/{id}",
                        request -> one(request, job -> {
                            jobs.remove(request.pathValue("id"));
                            return ItemForm.written(200, "job", job);
                        }));
    }

    /** @param before the job as it was, or null for a new one */
    private Answer save(Request request, ObjectNode before) {
        form.check(request);
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode job = before == null ? JobForm.opened(jobs.add(), now) : before;
        form.apply(request, job).put("updated_at", now);
        return ItemForm.written(before == null ? 201 : 200, "job", job);
    }

    private Answer one(Request request, Function<ObjectNode, Answer> answer) {
        return jobs.find(request.pathValue("id")).map(answer).orElseGet(LoxoErrors::notFound);
    }
}
