package org.togglloxo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of {@code posting}. */
final class PostingTable {

    private static final String SELECT =
            "SELECT toggl_id, kind, target, loxo_id, number, intent_at, done_at FROM posting ";

    private final Session session;

    PostingTable(Session session) {
        this.session = session;
    }

    Optional<Posting> find(String togglId, String kind, String target) {
        return session.first(
                SELECT + "WHERE toggl_id = ? AND kind = ? AND target = ?",
                PostingTable::posting,
                togglId,
                kind,
                target);
    }

    /** The last one that was begun or done. */
    Optional<Posting> last(String togglId, String kind) {
        return session.first(
                SELECT + "WHERE toggl_id = ? AND kind = ?"
                        + " ORDER BY COALESCE(intent_at, done_at) DESC, number DESC LIMIT 1",
                PostingTable::posting,
                togglId,
                kind);
    }

    /** What was done for the same person, by whichever candidate. */
    boolean isDoneFor(String loxoId, String kind, String target) {
        return session.first(
                        "SELECT 1 FROM posting WHERE loxo_id = ? AND kind = ? AND target = ? AND done_at IS NOT NULL"
                                + " LIMIT 1",
                        row -> true,
                        loxoId,
                        kind,
                        target)
                .isPresent();
    }

    /** When the last one was sent for the same person whose answer is not known, by whichever candidate. */
    Optional<Long> lastIntentFor(String loxoId, String kind, String target) {
        return session.first(
                "SELECT intent_at FROM posting WHERE loxo_id = ? AND kind = ? AND target = ?"
                        + " AND intent_at IS NOT NULL ORDER BY intent_at DESC LIMIT 1",
                row -> row.getLong(1),
                loxoId,
                kind,
                target);
    }

    List<Posting> of(String togglId) {
        return session.list(
                SELECT + "WHERE toggl_id = ? ORDER BY COALESCE(intent_at, done_at)", PostingTable::posting, togglId);
    }

    /** Of one kind for one target, by whomever. */
    List<Posting> all(String kind, String target) {
        return session.list(SELECT + "WHERE kind = ? AND target = ?", PostingTable::posting, kind, target);
    }

    void write(Posting posting) {
        session.update(
                """
                INSERT INTO posting (toggl_id, kind, target, loxo_id, number, intent_at, done_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (toggl_id, workspace, kind, target) DO UPDATE SET loxo_id = excluded.loxo_id,
                    number = excluded.number, intent_at = excluded.intent_at, done_at = excluded.done_at
                """,
                posting.togglId(),
                posting.kind(),
                posting.target(),
                posting.loxoId(),
                posting.number(),
                posting.intentAt(),
                posting.doneAt());
    }

    void remove(Posting posting) {
        session.update(
                "DELETE FROM posting WHERE toggl_id = ? AND kind = ? AND target = ?",
                posting.togglId(),
                posting.kind(),
                posting.target());
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                Session.longOrNull(row, 6),
                Session.longOrNull(row, 7));
    }
}
