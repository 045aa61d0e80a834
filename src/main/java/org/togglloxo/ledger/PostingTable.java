package org.togglloxo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of {@code posting}. */
final class PostingTable {

    private final Handle handle;

    PostingTable(Handle handle) {
        this.handle = handle;
    }

    Optional<Posting> find(String togglId, String kind, String target) {
        return handle.createQuery("SELECT * FROM posting WHERE toggl_id = ? AND kind = ? AND target = ?")
                .bind(0, togglId)
                .bind(1, kind)
                .bind(2, target)
                .map((row, context) -> posting(row))
                .findOne();
    }

    /** The last one that was begun or done. */
    Optional<Posting> last(String togglId, String kind) {
        return handle.createQuery("""
                        SELECT * FROM posting WHERE toggl_id = ? AND kind = ?
                        ORDER BY COALESCE(intent_at, done_at) DESC, number DESC LIMIT 1
                        """)
                .bind(0, togglId)
                .bind(1, kind)
                .map((row, context) -> posting(row))
                .findOne();
    }

    /** What was done for the same person, by whichever candidate. */
    boolean isDoneFor(String loxoId, String kind, String target) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM posting WHERE loxo_id = ? AND kind = ? AND target = ? AND done_at IS NOT NULL")
                        .bind(0, loxoId)
                        .bind(1, kind)
                        .bind(2, target)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** When the last one was sent for the same person whose answer is not known, by whichever candidate. */
    Optional<Long> lastIntentFor(String loxoId, String kind, String target) {
        return handle.createQuery(
                        "SELECT MAX(intent_at) AS at FROM posting WHERE loxo_id = ? AND kind = ? AND target = ?")
                .bind(0, loxoId)
                .bind(1, kind)
                .bind(2, target)
                .map((row, context) -> Optional.ofNullable(CandidateTable.longOrNull(row, "at")))
                .one();
    }

    List<Posting> of(String togglId) {
        return handle.createQuery("SELECT * FROM posting WHERE toggl_id = ? ORDER BY COALESCE(intent_at, done_at)")
                .bind(0, togglId)
                .map((row, context) -> posting(row))
                .list();
    }

    /** Of one kind for one target, by whomever. */
    List<Posting> all(String kind, String target) {
        return handle.createQuery("SELECT * FROM posting WHERE kind = ? AND target = ?")
                .bind(0, kind)
                .bind(1, target)
                .map((row, context) -> posting(row))
                .list();
    }

    void write(Posting posting) {
        handle.createUpdate("""
                        INSERT INTO posting (toggl_id, kind, target, loxo_id, number, intent_at, done_at)
                        VALUES (:togglId, :kind, :target, :loxoId, :number, :intentAt, :doneAt)
                        ON CONFLICT (toggl_id, workspace, kind, target) DO UPDATE SET loxo_id = excluded.loxo_id,
                            number = excluded.number, intent_at = excluded.intent_at, done_at = excluded.done_at
                        """).bindMethods(posting).execute();
    }

    void remove(Posting posting) {
        handle.execute(
                "DELETE FROM posting WHERE toggl_id = ? AND kind = ? AND target = ?",
                posting.togglId(),
                posting.kind(),
                posting.target());
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getString("toggl_id"),
                row.getString("kind"),
                row.getString("target"),
                row.getString("loxo_id"),
                row.getInt("number"),
                CandidateTable.longOrNull(row, "intent_at"),
                CandidateTable.longOrNull(row, "done_at"));
    }
}
