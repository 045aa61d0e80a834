package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.run.RunTable;
import org.togglloxo.ledger.sql.Session;

/** What is written into a candidate's row while it is under way, and why not where somebody has decided by hand meanwhile. */
final class CandidateIntents {

    /** When somebody was erased last who may have been created just before; it does not say who. */
    private static final String ERASED = "erased";

    private final Session session;

    CandidateIntents(Session session) {
        this.session = session;
    }

    /** Loxo no longer has the person who the candidate was. */
    void lose(String togglId, String loxoId) {
        session.update(
                "UPDATE candidate SET loxo_id = NULL, created_here = 0 WHERE toggl_id = ? AND workspace = :workspace AND loxo_id = ?",
                togglId,
                loxoId);
    }

    /**
     * Whether somebody has decided by hand meanwhile, so that what is under way must not go on.
     *
     * @param loxoId the person that it is about, or null for one who is to be made
     * @return why, or empty
     */
    Optional<Defer> disturbance(CandidateRecord known, String loxoId) {
        // no one else changes it before this transaction ends
        List<String> current = session.strings(
                "SELECT loxo_id FROM candidate WHERE toggl_id = ? AND workspace = :workspace" + session.forUpdate(),
                known.togglId());
        if (current.isEmpty()) {
            return known.isRecorded() ? Optional.of(forgotten()) : Optional.empty();
        }
        String linked = current.get(0);
        return linked == null || linked.equals(loxoId) ? Optional.empty() : Optional.of(linked(linked, loxoId));
    }

    private static Defer linked(String linked, String loxoId) {
        String other =
                loxoId == null ? "" : " If person %s was made for it just now, merge them in Loxo".formatted(loxoId);
        return new Defer(
                Reason.LINKED_MEANWHILE,
                "The candidate was linked to person %s while it was under way; the next run delivers there.%s"
                        .formatted(linked, other));
    }

    static Defer forgotten() {
        return new Defer(
                Reason.FORGOTTEN,
                "The candidate was erased from the ledger (forget) while it was under way: nothing is written down of it, and the next run reads it anew");
    }

    /**
     * Before a create: the time, the addresses and the tags, in its own row, so that a crash leaves them behind.
     *
     * @param tags that will stand on the person
     * @return why it must not be, where somebody has decided by hand meanwhile
     */
    Optional<Defer> intend(
            CandidateRecord known, Delivery delivery, List<String> tags, Collection<String> hashes, long now) {
        String lines = String.join("\n", tags);
        String sentTo = String.join("\n", hashes);
        int rows = known.isRecorded()
                ? session.update(
                        "UPDATE candidate SET intent_at = ?, created_here = 0, tags = ?, sent_at = ?, sent_to = ?"
                                + " WHERE toggl_id = ? AND workspace = :workspace AND loxo_id IS NULL",
                        now,
                        lines,
                        now,
                        sentTo,
                        known.togglId())
                : session.update(
                        """
                        INSERT INTO candidate (toggl_id, workspace, agency, lane, tags, outcome, reason, sentence, intent_at,
                            updated_at, sent_at, sent_to)
                        VALUES (?, :workspace, :agency, ?, ?, 'deferred', ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (toggl_id, workspace) DO UPDATE SET intent_at = excluded.intent_at, created_here = 0,
                            tags = excluded.tags, sent_at = excluded.sent_at, sent_to = excluded.sent_to
                            WHERE candidate.loxo_id IS NULL
                        """,
                        known.togglId(),
                        delivery.lane(),
                        lines,
                        Reason.CREATE_PENDING.code(),
                        "A person was being created; whether Loxo did it is looked up by the next run",
                        now,
                        now,
                        now,
                        sentTo);
        if (rows == 0) {
            Optional<Defer> disturbance = disturbance(known, null);
            // somebody who was linked may be so no longer
            return disturbance.isPresent() ? disturbance : intend(known, delivery, tags, hashes, now);
        }
        new AddressTable(session).rememberAddresses(known.togglId(), hashes);
        return Optional.empty();
    }

    /** Before tags are written, and after; in a row of its own for somebody who has none yet, so that a crash leaves them behind. */
    Optional<Defer> rememberTags(CandidateRecord known, Delivery delivery, List<String> tags, long now) {
        Optional<Defer> disturbance = disturbance(known, known.loxoId());
        if (disturbance.isPresent()) {
            return disturbance;
        }
        session.update(
                """
                INSERT INTO candidate (toggl_id, workspace, agency, lane, tags, outcome, reason, sentence, updated_at)
                VALUES (?, :workspace, :agency, ?, ?, 'deferred', ?, ?, ?)
                ON CONFLICT (toggl_id, workspace) DO UPDATE SET tags = excluded.tags
                """,
                known.togglId(),
                delivery.lane(),
                String.join("\n", tags),
                Reason.INTERRUPTED.code(),
                "The candidate was being delivered when the program ended; the next run goes on",
                now);
        new AddressTable(session).rememberAddresses(known.togglId(), delivery.addressHashes());
        return Optional.empty();
    }

    void stillPending(String togglId, long now) {
        if (session.update(
                        "UPDATE candidate SET intent_at = ? WHERE toggl_id = ? AND workspace = :workspace",
                        now,
                        togglId)
                == 0) {
            erased(session, now);
        }
    }

    /**
     * The create made nobody; a row that was there for its sake alone goes, and false is returned. An intent that is not the
     * known one stays: whoever lost its claim meanwhile must not take back what another node is about to do.
     */
    boolean retract(CandidateRecord known) {
        int gone = session.update(
                "DELETE FROM candidate WHERE toggl_id = ? AND workspace = :workspace AND intent_at = ? AND outcome = 'deferred' AND reason = ?"
                        + " AND attempts = 0 AND again_after = 0",
                known.togglId(),
                known.intentAt(),
                Reason.CREATE_PENDING.code());
        session.update(
                "UPDATE candidate SET intent_at = NULL WHERE toggl_id = ? AND workspace = :workspace AND intent_at = ?",
                known.togglId(),
                known.intentAt());
        return gone == 0;
    }

    /** @return why it does not count, where somebody has decided by hand meanwhile */
    Optional<Defer> confirm(
            CandidateRecord known, String loxoId, boolean createdHere, Collection<String> hashes, long now) {
        int rows = session.update(
                "UPDATE candidate SET loxo_id = ?, created_here = ?, intent_at = NULL, sent_at = NULL, sent_to = NULL"
                        + " WHERE toggl_id = ? AND workspace = :workspace AND (loxo_id IS NULL OR loxo_id = ?)",
                loxoId,
                createdHere ? 1 : 0,
                known.togglId(),
                loxoId);
        Optional<Defer> disturbance = rows == 0 ? disturbance(known, loxoId) : Optional.empty();
        if (disturbance.isPresent()) {
            if (new CandidateTable(session).byId(known.togglId()).isEmpty()) {
                erased(session, now);
            }
            return disturbance;
        }
        new AddressTable(session).rememberPerson(loxoId, hashes);
        return Optional.empty();
    }

    /** To this agency, as somebody of whom nothing is known in it. */
    void move(CandidateRecord known, long now) {
        int moved = session.update(
                "UPDATE candidate SET agency = :agency, loxo_id = NULL, created_here = 0, tags = '', fingerprint = NULL,"
                        + " attempted = NULL, attempts = 0, not_before = 0, waits = '', intent_at = NULL, sent_at = NULL,"
                        + " sent_to = NULL WHERE toggl_id = ? AND workspace = :workspace AND agency = ?",
                known.togglId(),
                known.scope().agency());
        if (moved > 0 && known.createPending()) {
            // whoever is looked up there next looks among the newest people as well
            session.in(known.scope(), before -> erased(before, now));
        }
        if (moved > 0 && known.loxoId() != null) {
            CandidateResult decided = CandidateResult.of(
                    known.outcome(),
                    Reason.MOVED,
                    "The mapping leads to the agency %s now: person %s in the agency %s stays as they are, and the candidate is somebody new here"
                            .formatted(
                                    session.scope().agency(),
                                    known.loxoId(),
                                    known.scope().agency()));
            new RunTable(session).note(known.togglId(), Event.NO_RUN, now, known.lane(), decided);
        }
    }

    /** Somebody was erased who may have been created just before. */
    static long erased(Session session, long now) {
        return session.in(session.scope().ofAgency(), agency -> {
            Timestamps.advance(agency, ERASED, now);
            return now;
        });
    }

    static long lastErased(Session session) {
        return session.in(session.scope().ofAgency(), agency -> Timestamps.at(agency, ERASED));
    }
}
