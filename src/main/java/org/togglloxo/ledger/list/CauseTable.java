package org.togglloxo.ledger.list;

import java.util.List;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.sql.Session;

/** The rows of {@code candidate}, by why they are where they are. */
final class CauseTable {

    private static final int SOME = 10;

    private final Session session;

    CauseTable(Session session) {
        this.session = session;
    }

    /** Those of most candidates first. */
    List<Cause> causes(Outcome outcome, int most) {
        return session
                .list(
                        "SELECT reason, sentence, COUNT(*), MAX(updated_at) FROM candidate WHERE outcome = ?"
                                + " GROUP BY reason, sentence ORDER BY 3 DESC, 1, 2 LIMIT ?",
                        row -> new Cause(
                                outcome, row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), List.of()),
                        outcome.word(),
                        most)
                .stream()
                .map(cause ->
                        new Cause(outcome, cause.reason(), cause.message(), cause.count(), cause.last(), some(cause)))
                .toList();
    }

    private List<String> some(Cause cause) {
        return session.strings(
                "SELECT toggl_id FROM candidate WHERE outcome = ? AND outcome IN ('failed', 'deferred')"
                        + " AND reason = ? AND sentence = ? ORDER BY toggl_id LIMIT ?",
                cause.outcome().word(),
                cause.reason(),
                cause.message(),
                SOME);
    }

    List<String> failedFor(String reason, String message) {
        return session.strings(
                "SELECT toggl_id FROM candidate WHERE outcome = 'failed' AND reason = ? AND (? = '' OR sentence = ?)",
                reason,
                message,
                message);
    }
}
