package org.togglloxo.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.audit.AuditTable;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.ledger.owner.Ownership;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** What somebody decides by hand; that they did is written down with it, or neither is. */
public final class ManualDecisions {

    private final Store store;
    private final Clock clock;
    private final String actor;

    ManualDecisions(Store store, Clock clock, String actor) {
        this.store = store;
        this.clock = clock;
        this.actor = actor;
    }

    /** The next run tries again: those named, whatever became of them, or all who failed. Returns how many. */
    public int retry(Collection<String> togglIds) {
        long now = clock.millis();
        return store.write(session -> {
            Decisions decisions = new Decisions(session);
            int many = togglIds.isEmpty() ? decisions.retryFailed() : decisions.retry(togglIds);
            if (togglIds.isEmpty()) {
                note(session, now, AuditAct.RETRY, null, "all who failed: " + many);
            }
            togglIds.forEach(id -> note(session, now, AuditAct.RETRY, id, ""));
            return many;
        });
    }

    /** The next run sends everybody again who was delivered or failed. Returns how many. */
    public int retryAll() {
        long now = clock.millis();
        return store.write(session -> {
            int many = new Decisions(session).retryAll();
            note(session, now, AuditAct.RETRY, null, "everybody: " + many);
            return many;
        });
    }

    /** Settles who a candidate is in Loxo; false where the ledger has no such candidate. */
    public boolean link(String togglId, String loxoId) {
        long now = clock.millis();
        return store.write(session -> {
            Decisions decisions = new Decisions(session);
            if (decisions.link(togglId, loxoId) == 0) {
                return false;
            }
            decisions.note(
                    new CandidateTable(session).byId(togglId).orElseThrow(),
                    Reason.LINKED_BY_HAND,
                    "Linked by hand to person %s in Loxo; the next run delivers there".formatted(loxoId),
                    now);
            note(session, now, AuditAct.LINK, togglId, "person " + loxoId);
            return true;
        });
    }

    /** Erases candidates with all that is known of them; one that is under way is not written down again. */
    public void forget(Collection<String> togglIds) {
        long now = clock.millis();
        store.write(session -> {
            forget(session, togglIds, actor, now);
            return null;
        });
        store.eraseTraces();
    }

    static void forget(Session session, Collection<String> togglIds, String actor, long now) {
        Decisions decisions = new Decisions(session);
        AuditTable audit = new AuditTable(session);
        for (CandidateRecord known : new CandidateTable(session).byIds(togglIds).values()) {
            audit.note(now, actor, AuditAct.FORGET, AuditTable.FORGOTTEN, "");
            session.in(known.scope(), agency -> {
                PeopleWalk.forget(agency, List.of(known.togglId()));
                return CandidateIntents.erased(agency, now);
            });
        }
        togglIds.forEach(decisions::forget);
    }

    /** Binds the ledger anew, whatever it was bound to. */
    public void adopt(BoundAgency agency, Map<String, String> openings) {
        long now = clock.millis();
        store.write(session -> {
            Ownership.adopt(session, agency, openings);
            note(session, now, AuditAct.LEDGER_ADOPT, null, "agency " + agency.named());
            return null;
        });
    }

    private void note(Session session, long now, AuditAct act, String togglId, String detail) {
        new AuditTable(session).note(now, actor, act, togglId, detail);
    }
}
