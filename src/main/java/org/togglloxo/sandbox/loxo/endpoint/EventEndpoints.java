package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.form.EventFilter;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.Paging;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** What happened to people: notes, steps on a job. {@code page} is published beside the scroll and does nothing here. */
public final class EventEndpoints {

    private final Agency agency;
    private final int mostPerPage;

    public EventEndpoints(Agency agency, int mostPerPage) {
        this.agency = agency;
        this.mostPerPage = mostPerPage;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /person_events", this::list)
                .on("POST /person_events", request -> save(request, null))
                .on(
                        "GET /person_events/{id}",
                        request -> one(request, event -> Answer.ok(json(event)).about(about(event))))
                .on("PUT /person_events/{id}", request -> one(request, event -> save(request, event)))
                .on(
                        "DELETE /person_events/{id}",
                        request -> one(request, event -> {
                            agency.events.remove(event.id());
                            return written(200, event);
                        }));
    }

    /** @param before the event as it was, or null for a new one */
    private Answer save(Request request, LoxoEvent before) {
        check(request);
        Instant now = Instant.now();
        String type = request.field("person_event[activity_type_id]");
        String at = request.field("person_event[created_at]");
        String notes = request.field("person_event[notes]");
        LoxoEvent event = new LoxoEvent(
                before == null ? agency.nextEventId() : before.id(),
                Long.parseLong(type),
                agency.reference.brief("activity_types", type).get("name").textValue(),
                id(request, "person_id", before == null ? 0 : before.personId()),
                id(request, "job_id", before == null ? 0 : before.jobId()),
                id(request, "company_id", before == null ? 0 : before.companyId()),
                notes != null ? notes : before == null ? "" : before.notes(),
                id(
                        request,
                        "created_by_id",
                        before == null ? agency.reference.idOf("users", "Recruiting desk") : before.createdById()),
                at != null && !at.isBlank() ? ParameterChecks.instant(at) : before == null ? now : before.createdAt(),
                now);
        agency.events.put(event.id(), event);
        return written(before == null ? 201 : 200, event);
    }

    private void check(Request request) {
        new ParameterChecks(request)
                .each("person_event[activity_type_id]", agency.reference.in("activity_types"))
                .each("person_event[person_id]", id -> agency.people.find(id).isPresent())
                .each("person_event[job_id]", agency.jobs::has)
                .each("person_event[company_id]", agency.companies::has)
                .each("person_event[created_by_id]", agency.reference.in("users"))
                .each("person_event[updated_by_id]", agency.reference.in("users"))
                .flag("person_event[pinned]")
                .flag("person_event[dragged_and_dropped]")
                .time("person_event[created_at]")
                .time("person_event[updated_at]")
                .orRefuse();
    }

    private static long id(Request request, String name, long otherwise) {
        String value = request.field("person_event[" + name + "]");
        return value == null ? otherwise : value.isBlank() ? 0 : Long.parseLong(value);
    }

    private Answer list(Request request) {
        EventFilter filter = EventFilter.of(request);
        List<LoxoEvent> found =
                new ArrayList<>(agency.events.values().stream().filter(filter).toList());
        if (Paging.newestFirst(request, "created_at_sort")) {
            Collections.reverse(found);
        }
        return Paging.scroll(request, found, LoxoEvent::id, this::json, "person_events", mostPerPage);
    }

    private ObjectNode json(LoxoEvent event) {
        ObjectNode json = Answer.JSON.createObjectNode().put("id", event.id());
        json.put("activity_type_id", event.activityTypeId());
        json.putObject("activity_type").put("id", event.activityTypeId()).put("name", event.activityType());
        json.set("person", agency.person(event.personId()));
        json.set("job", agency.job(event.jobId()));
        json.set("company", agency.company(event.companyId()));
        json.put("notes", event.notes().isEmpty() ? null : event.notes());
        json.put("created_by_id", event.createdById())
                .put("created_at", event.createdAt().toString());
        return json.put("updated_at", event.updatedAt().toString());
    }

    private Answer written(int status, LoxoEvent event) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("person_event", json(event));
        body.putArray("errors");
        return Answer.json(status, body).about(about(event));
    }

    private static long about(LoxoEvent event) {
        return event.personId() == 0 ? event.id() : event.personId();
    }

    private Answer one(Request request, Function<LoxoEvent, Answer> answer) {
        String id = request.pathValue("id");
        LoxoEvent found = id.matches("\\d{1,18}") ? agency.events.get(Long.parseLong(id)) : null;
        return found == null ? LoxoErrors.notFound() : answer.apply(found);
    }
}
