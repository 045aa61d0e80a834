package org.togglloxo.ledger;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.sql.Store;

/** What Loxo's webhooks say of people who candidates are. */
public final class WebhookDecisions {

    private final Store store;
    private final Clock clock;

    WebhookDecisions(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Loxo merged the person into another one: the next run delivers there. Returns whose person it was. */
    public List<String> linkToSurvivor(String loxoId, String survivor) {
        return relink(
                Reason.MERGED_IN_LOXO,
                "Person %s was merged into person %s in Loxo, as its webhook said; the next run delivers there"
                        .formatted(loxoId, survivor),
                loxoId,
                decisions -> decisions.linkToSurvivor(loxoId, survivor));
    }

    /** Loxo has neither the person nor a survivor: a candidate that changes is looked up anew. Returns whose it was. */
    public List<String> unlinkDeleted(String loxoId) {
        return relink(
                Reason.DELETED_IN_LOXO,
                "Person %s was deleted in Loxo, as its webhook said; nobody is created in their place before the candidate changes in Toggl Hire"
                        .formatted(loxoId),
                loxoId,
                decisions -> decisions.unlinkDeleted(loxoId));
    }

    private List<String> relink(Reason reason, String message, String loxoId, Consumer<Decisions> change) {
        long now = clock.millis();
        return store.write(session -> {
            List<CandidateRecord> concerned = new CandidateTable(session).ofPerson(loxoId);
            Decisions decisions = new Decisions(session);
            change.accept(decisions);
            concerned.forEach(known -> decisions.note(known, reason, message, now));
            return concerned.stream().map(CandidateRecord::togglId).toList();
        });
    }
}
