package org.togglloxo.ledger.list;

import java.util.List;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** Why candidates failed, or wait. */
public final class CauseList {

    private static final int SOME = 10;

    private final Store store;

    public CauseList(Store store) {
        this.store = store;
    }

    /** What most of those at an outcome have in common first. */
    public List<Cause> of(Outcome outcome, int most) {
        return store.read(session -> session
                .list(
                        "SELECT reason, sentence, COUNT(*), MAX(updated_at) FROM candidate WHERE outcome = ?"
                                + " GROUP BY reason, sentence ORDER BY 3 DESC, 1, 2 LIMIT ?",
                        row -> new Cause(
                                outcome,
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                List.of()),
                        outcome.word(),
                        most)
                .stream()
                .map(cause -> new Cause(
                        outcome, cause.reason(), cause.sentence(), cause.count(), cause.last(), some(session, cause)))
                .toList());
    }

    private static List<String> some(Session session, Cause cause) {
        return session.strings(
                "SELECT toggl_id FROM candidate WHERE outcome = ? AND outcome IN ('failed', 'deferred')"
                        + " AND reason = ? AND sentence = ? ORDER BY toggl_id LIMIT ?",
                cause.outcome().word(),
                cause.reason(),
                cause.sentence(),
                SOME);
    }

    /**
     * The ids of all who failed for one cause.
     *
     * @param sentence empty for every sentence of this reason
     */
    public List<String> failedFor(String reason, String sentence) {
        return store.read(session -> session.strings(
                "SELECT toggl_id FROM candidate WHERE outcome = 'failed' AND reason = ? AND (? = '' OR sentence = ?)",
                reason,
                sentence,
                sentence));
    }
}
