package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.form.ItemForm;
import org.togglloxo.sandbox.loxo.form.JobListing;
import org.togglloxo.sandbox.loxo.form.JobParameters;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.Records;
import org.togglloxo.sandbox.message.Request;

/** The agency's jobs over HTTP. */
public final class JobEndpoints {

    private final Records jobs;
    private final JobParameters form;
    private final JobListing listing;

    public JobEndpoints(Agency agency, int mostPerPage) {
        this.jobs = agency.jobs;
        this.form = new JobParameters(agency);
        this.listing = new JobListing(jobs, mostPerPage);
    }

    public void addTo(Endpoints endpoints) {
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
        ObjectNode job = before == null ? JobParameters.opened(jobs.add(), now) : before;
        form.apply(request, job).put("updated_at", now);
        return ItemForm.written(before == null ? 201 : 200, "job", job);
    }

    private Answer one(Request request, Function<ObjectNode, Answer> answer) {
        return jobs.find(request.pathValue("id")).map(answer).orElseGet(LoxoErrors::notFound);
    }
}
