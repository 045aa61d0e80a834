package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.audit.AuditTable;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.run.RunTable;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;

/** What is decided about candidates beside a run, by hand or because Loxo says so. */
final class Decisions {

    // a run that is under way does not settle what is asked for now: it may have begun with other rules
    private static final String BY_HAND = "attempted = NULL, again_after = (SELECT COALESCE(MAX(id), 0) FROM run)";

    private static final String AGAIN = "UPDATE candidate SET " + BY_HAND + ", attempts = 0, not_before = 0 WHERE ";

    private final Session session;

    Decisions(Session session) {
        this.session = session;
    }

    int retryFailed() {
        return session.update(AGAIN + "outcome = 'failed'");
    }

    /** Everybody who was delivered or failed. */
    int retryAll() {
        return session.update(AGAIN + "outcome <> 'skipped'");
    }

    int retry(Collection<String> togglIds) {
        InList ids = InList.of(togglIds);
        // whoever asks has looked whether the application whose answer was lost took place
        session.update(
                "DELETE FROM posting WHERE intent_at IS NOT NULL AND toggl_id IN (SELECT toggl_id FROM candidate"
                        + " WHERE reason = ? AND toggl_id IN " + ids.marks() + ")",
                Reason.POSTING_UNKNOWN.code(),
                ids);
        return session.update(AGAIN + "toggl_id IN " + ids.marks(), ids);
    }

    /** Loxo merged the person into another one, who is not from here. */
    void linkToSurvivor(String loxoId, String survivor) {
        new CandidateTable(session).ofPerson(loxoId).forEach(known -> link(known.togglId(), survivor));
        session.update("UPDATE person_address SET loxo_id = ? WHERE loxo_id = ?", survivor, loxoId);
        // the survivor has the applications and events of both: nobody applies again
        session.update("UPDATE posting SET loxo_id = ? WHERE loxo_id = ?", survivor, loxoId);
    }

    /** Loxo no longer has the person; what was delivered stays delivered, so that nobody is created again for its sake. */
    void unlinkDeleted(String loxoId) {
        session.update("UPDATE candidate SET loxo_id = NULL, created_here = 0 WHERE loxo_id = ?", loxoId);
        new AddressTable(session).forgetPerson(loxoId);
    }

    /** Somebody says by hand who it is, and that all its addresses lead there. */
    int link(String togglId, String loxoId) {
        int rows = session.update(
                "UPDATE candidate SET loxo_id = ?, created_here = 0, intent_at = NULL, " + BY_HAND
                        + " WHERE toggl_id = ?",
                loxoId,
                togglId);
        AddressTable addresses = new AddressTable(session);
        addresses.rememberPerson(loxoId, addresses.ofCandidate(togglId));
        return rows;
    }

    /** What was decided, for its history. */
    void note(CandidateRecord known, Reason reason, String message, long now) {
        CandidateResult decided = CandidateResult.of(known.outcome(), reason, message);
        new RunTable(session).note(known.togglId(), Event.NO_RUN, now, known.lane(), decided);
    }

    /** The row first: whoever is at work on it has to wait for this, or this for them. Returns whether there was anybody. */
    boolean forget(String togglId) {
        int rows = session.update("DELETE FROM candidate WHERE toggl_id = ?", togglId);
        session.update(
                "DELETE FROM person_address WHERE address_hash IN"
                        + " (SELECT address_hash FROM candidate_address WHERE toggl_id = ?)",
                togglId);
        for (String table : List.of("candidate_address", "history", "posting")) {
            session.update("DELETE FROM " + table + " WHERE toggl_id = ?", togglId);
        }
        new AuditTable(session).forget(togglId);
        return rows > 0;
    }
}
