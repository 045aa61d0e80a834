package org.togglloxo.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.candidate.Waits;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.Event;

/**
 * Where a candidate is, and how it came there.
 *
 * @param history the oldest first
 * @param outboxEntries applications and events
 * @param next what becomes of the candidate, for people
 */
public record CandidateStory(CandidateRecord known, List<Event> history, List<OutboxEntry> outboxEntries, String next) {

    /** Skipped for what Loxo has, or has not. */
    private static final Set<String> IN_LOXO =
            Set.of(Reason.NOT_IN_LOXO.code(), Reason.CREATE_ONLY.code(), Reason.UPDATE_ONLY.code());

    /** @param lookAgainAfter when somebody skipped for what Loxo has is looked up again */
    public static CandidateStory of(Ledger ledger, CandidateRecord known, Duration lookAgainAfter) {
        return new CandidateStory(
                known,
                ledger.runs().history(known.togglId()),
                ledger.outbox().of(known.togglId()),
                next(known, lookAgainAfter));
    }

    /** As scripts read it. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", known.shownId());
        object.put("outcome", known.outcome().word());
        object.put("reason", known.reason());
        object.put("sentence", known.message());
        object.put("lane", known.lane());
        object.put("person", known.loxoId());
        if (known.loxoId() != null && !known.scope().agency().isEmpty()) {
            object.put("agency", known.scope().agency());
        }
        object.put("created_here", known.createdHere());
        object.put("attempts", known.attempts());
        object.put("waits", known.waits());
        object.put(
                "posted",
                outboxEntries.stream()
                        .map(entry -> Map.of("what", entry.kind(), "for", entry.target(), "answered", entry.isDone()))
                        .toList());
        object.put("next", next);
        object.put("history", history);
        return object;
    }

    private static String next(CandidateRecord known, Duration lookAgainAfter) {
        if (known.createPending()) {
            return "a create was sent at %s and its answer is not known; the next run looks the person up first"
                    .formatted(TimeFormat.show(known.intentAt()));
        }
        if (known.outcome() == Outcome.DEFERRED) {
            String when = known.notBefore() == 0
                    ? "the next run tries again by itself"
                    : "the first run after %s tries again by itself".formatted(TimeFormat.show(known.notBefore()));
            return "%s; deferred %d times in a row".formatted(when, known.attempts());
        }
        if (known.outcome() == Outcome.FAILED) {
            String id = known.shownId();
            if (known.attempted() == null) {
                return "the next run tries again";
            }
            return Reason.AMBIGUOUS.is(known.reason())
                    ? "nothing by itself. Merge the people in Loxo, then: retry %s; or say who it is: link %s PERSON"
                            .formatted(id, id)
                    : "tried again when the candidate changes in Toggl Hire, or after: retry " + id;
        }
        if (known.outcome() == Outcome.SKIPPED) {
            return IN_LOXO.contains(known.reason())
                    ? "looked up in Loxo again by the first run after %s, or when the candidate changes in Toggl Hire"
                            .formatted(TimeFormat.show(known.updatedAt() + lookAgainAfter.toMillis()))
                    : "nothing, until the candidate changes in Toggl Hire";
        }
        if (known.attempted() == null) {
            return "the next run sends the candidate again";
        }
        List<String> waits = new ArrayList<>(new Waits(known.waits()).codes());
        boolean list = waits.remove(Reason.LIST_UNREADABLE.code());
        String next = list ? "what is missing is added by the first run that gets the list" : "";
        if (!waits.isEmpty()) {
            next += "%sput forward for the job when what is missing is there (%s)"
                    .formatted(list ? "; " : "", String.join(", ", waits));
        }
        return next.isEmpty() ? "nothing, until the candidate changes in Toggl Hire" : next;
    }
}
