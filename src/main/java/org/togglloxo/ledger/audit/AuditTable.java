package org.togglloxo.ledger.audit;

import java.util.List;
import java.util.Optional;
import org.togglloxo.ledger.sql.Session;

/** The rows of {@code audit}. */
public final class AuditTable {

    /** In the place of the id of a candidate who was forgotten. */
    public static final String FORGOTTEN = "forgotten";

    /** Of no workspace in particular: of all of them. */
    static final String WHOSE = "(CAST(:workspace AS TEXT) = '' OR workspace = :workspace)";

    private final Session session;

    public AuditTable(Session session) {
        this.session = session;
    }

    /** @param togglId the candidate, or null */
    public void note(long at, String actor, AuditAct act, String togglId, String detail) {
        Optional<Long> number = Optional.empty();
        // another node may have taken the number in the same instant
        while (number.isEmpty()) {
            number = session.first(
                    "INSERT INTO audit (id, at, actor, act, toggl_id, workspace, detail)"
                            + " SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, :workspace, ? FROM audit WHERE true"
                            + " ON CONFLICT (id) DO NOTHING RETURNING id",
                    row -> row.getLong(1),
                    at,
                    actor,
                    act.code(),
                    togglId,
                    detail);
        }
    }

    /** What was done stays, with whom is gone. */
    public void forget(String togglId) {
        session.update(
                "UPDATE audit SET toggl_id = ?, detail = '' WHERE toggl_id = ? AND workspace = :workspace",
                FORGOTTEN,
                togglId);
    }

    /** Those with smaller numbers, the newest first. */
    List<AuditEntry> before(long id, int many) {
        return session.list(
                "SELECT id, at, actor, act, COALESCE(toggl_id, ''), detail, workspace FROM audit WHERE id < ?"
                        + " AND " + WHOSE
                        + " ORDER BY id DESC LIMIT ?",
                row -> new AuditEntry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)),
                id,
                many);
    }
}
