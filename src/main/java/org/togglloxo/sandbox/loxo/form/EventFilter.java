package org.togglloxo.sandbox.loxo.form;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** The published filters of {@code GET /person_events}; all of them must hold; a job is not among them (loxo-31). */
public record EventFilter(Predicate<LoxoEvent> all) implements Predicate<LoxoEvent> {

    @Override
    public boolean test(LoxoEvent event) {
        return all.test(event);
    }

    /** @throws InvalidParameters where a time is none */
    public static EventFilter of(Request request) {
        Predicate<LoxoEvent> all = event -> Paging.matches(request.query("query"), event.notes());
        String person = request.query("person_id");
        String company = request.query("company_id");
        List<String> jobs = request.query().get("job_ids[]");
        List<String> authors = request.query().get("created_by_ids[]");
        List<String> types = request.query().get("activity_type_ids[]");
        all = all.and(event -> person == null || person.equals(Long.toString(event.personId())))
                .and(event -> company == null || company.equals(Long.toString(event.companyId())))
                .and(event -> jobs == null || jobs.contains(Long.toString(event.jobId())))
                .and(event -> authors == null || authors.contains(Long.toString(event.createdById())))
                .and(event -> types == null || types.contains(Long.toString(event.activityTypeId())));
        for (String name : List.of("created_at_start", "after")) {
            Instant from = time(request, name);
            all = all.and(event -> from == null || !event.createdAt().isBefore(from));
        }
        for (String name : List.of("created_at_end", "before")) {
            Instant until = time(request, name);
            all = all.and(event -> until == null || !event.createdAt().isAfter(until));
        }
        return new EventFilter(all);
    }

    private static Instant time(Request request, String name) {
        String text = request.query(name);
        if (text != null && !ParameterChecks.isTime(text)) {
            throw new InvalidParameters(List.of(name));
        }
        return text == null ? null : ParameterChecks.instant(text);
    }
}
