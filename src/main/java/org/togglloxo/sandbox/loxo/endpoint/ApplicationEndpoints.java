package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.ContactRules;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.Paging;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/**
 * Applications for a job. What a second one of the same person does is not documented (loxo-28): it is recorded again. Nor
 * is the answer: a test that must not rely on an id takes {@link Fault#emptyAnswer}.
 */
public final class ApplicationEndpoints {

    private final Agency agency;
    private final ContactRules contacts;
    private final int mostPerPage;

    public ApplicationEndpoints(Agency agency, ContactRules contacts, int mostPerPage) {
        this.agency = agency;
        this.contacts = contacts;
        this.mostPerPage = mostPerPage;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("POST /jobs/{job_id}/apply", request -> job(request, job -> apply(request, job)))
                .on("GET /jobs/{job_id}/candidates", request -> job(request, job -> list(request, job)))
                .on(
                        "GET /jobs/{job_id}/candidates/{id}",
                        request ->
                                one(request, (job, own) -> Answer.ok(json(own)).about(own.personId())))
                .on("PUT /jobs/{job_id}/candidates/{id}", request -> one(request, (job, own) -> update(request, own)));
    }

    private Answer apply(Request request, ObjectNode job) {
        new ParameterChecks(request)
                .each("source_type_id", agency.reference.in("source_types"))
                .orRefuse();
        String address = request.field("email");
        String phone = request.field("phone");
        String refusal = contacts.refusal(Stream.of(address), Stream.of(phone));
        if (refusal != null) {
            return LoxoErrors.errors(400, refusal);
        }
        // By the address alone: somebody who holds another one becomes a second person
        List<Person> known = agency.people.index().holders(address);
        Person person =
                known.stream().min(Comparator.comparing(found -> found.id)).orElseGet(() -> create(request));
        String source = request.field("source_type_id");
        LoxoApplication own = new LoxoApplication(
                agency.nextApplicationId(),
                person.id,
                job.get("id").longValue(),
                known.isEmpty(),
                request.field("name"),
                address,
                phone,
                request.field("resume"),
                request.files().get("resume"),
                source == null || source.isBlank() ? 0 : Long.parseLong(source),
                "",
                Instant.now());
        agency.applications.put(own.id(), own);
        return written(201, own);
    }

    private Person create(Request request) {
        Person person = agency.people.create(request.field("name"));
        agency.people.addEmail(person, request.field("email"));
        agency.people.addPhone(person, request.field("phone"));
        String linkedin = request.field("linkedin");
        if (linkedin != null) {
            person.set("linkedin_url", linkedin);
        }
        return person;
    }

    private Answer update(Request request, LoxoApplication own) {
        String highlights = request.field("highlights");
        LoxoApplication changed = highlights == null ? own : own.highlighted(highlights);
        agency.applications.put(own.id(), changed);
        return written(200, changed);
    }

    private Answer list(Request request, ObjectNode job) {
        String person = request.query("person_id");
        String activity = request.query("activity_type_id");
        List<LoxoApplication> found = agency.applications.values().stream()
                .filter(own -> own.jobId() == job.get("id").longValue())
                .filter(own -> person == null || person.equals(Long.toString(own.personId())))
                .filter(own -> activity == null || activity.equals(Long.toString(activityTypeId(own))))
                .filter(own -> Paging.matches(request.query("query"), own.name() + " " + own.email()))
                .toList();
        return Paging.scroll(request, found, LoxoApplication::id, this::json, "candidates", mostPerPage);
    }

    /** Where the candidate stands: the newest event of this person on this job, an application before any of them. */
    private long activityTypeId(LoxoApplication own) {
        return agency.events.descendingMap().values().stream()
                .filter(event -> event.personId() == own.personId() && event.jobId() == own.jobId())
                .findFirst()
                .map(LoxoEvent::activityTypeId)
                .orElse(agency.reference.idOf("activity_types", "Applied"));
    }

    private ObjectNode json(LoxoApplication own) {
        ObjectNode json = Answer.JSON.createObjectNode().put("id", own.id());
        json.put("person_id", own.personId()).put("job_id", own.jobId());
        json.set("person", agency.person(own.personId()));
        json.set("job", agency.job(own.jobId()));
        json.put("activity_type_id", activityTypeId(own));
        json.put("highlights", own.highlights().isEmpty() ? null : own.highlights());
        return json.put("created_at", own.createdAt().toString());
    }

    private Answer written(int status, LoxoApplication own) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("candidate", json(own));
        body.putArray("errors");
        return Answer.json(status, body).about(own.personId());
    }

    private Answer job(Request request, Function<ObjectNode, Answer> answer) {
        return agency.jobs.find(request.pathValue("job_id")).map(answer).orElseGet(LoxoErrors::notFound);
    }

    private Answer one(Request request, BiFunction<ObjectNode, LoxoApplication, Answer> answer) {
        String id = request.pathValue("id");
        return job(request, job -> agency.applications.values().stream()
                .filter(own -> Long.toString(own.id()).equals(id))
                .filter(own -> own.jobId() == job.get("id").longValue())
                .findFirst()
                .map(own -> answer.apply(job, own))
                .orElseGet(LoxoErrors::notFound));
    }
}
