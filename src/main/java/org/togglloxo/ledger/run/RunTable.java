package org.togglloxo.ledger.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.sql.Session;

/** The rows of {@code run} and {@code history}. */
public final class RunTable {

    private static final long DAY_MILLIS = 86_400_000L;

    private final Session session;

    public RunTable(Session session) {
        this.session = session;
    }

    /**
     * The number of a new run; empty where another node took it in the same instant, and the next one is to be had.
     *
     * @param alone whether a run without an end must be one whose process died; where others share the ledger, after a day
     */
    Optional<Long> begin(long now, boolean alone) {
        session.update(
                "UPDATE run SET ended_at = ?, ended = ?, sentence = ? WHERE workspace = :workspace AND ended_at IS NULL AND started_at <= ?",
                now,
                Reason.INTERRUPTED.code(),
                "The process ended in the middle; the next run does the rest",
                alone ? now : now - DAY_MILLIS);
        // WHERE keeps SQLite from reading ON CONFLICT as the condition of a join
        return session.first(
                "INSERT INTO run (id, workspace, started_at) SELECT COALESCE(MAX(id), 0) + 1, :workspace, ? FROM run WHERE true"
                        + " ON CONFLICT (id) DO NOTHING RETURNING id",
                row -> row.getLong(1),
                now);
    }

    void end(RunRow run) {
        session.update(
                """
                UPDATE run SET ended_at = ?, ended = ?, exit_code = ?, sentence = ?, listed = ?, total = ?,
                    applications = ?, events = ?
                WHERE id = ?
                """,
                run.endedAt(),
                run.ended(),
                run.exitCode(),
                run.message(),
                run.listed(),
                run.total(),
                run.applications(),
                run.events(),
                run.id());
        run.counts()
                .forEach((outcome, many) ->
                        session.update("UPDATE run SET " + outcome.word() + " = ? WHERE id = ?", many, run.id()));
        remark(run.id(), run.remarks());
    }

    /** Each once, whichever node says it. */
    void remark(long runId, List<Remark> remarks) {
        remarks.forEach(remark -> session.update(
                "INSERT INTO remark (run_id, code, sentence) SELECT r.id, ?, ? FROM run r WHERE r.id = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM remark m WHERE m.run_id = r.id AND m.code = ? AND m.sentence = ?)",
                remark.code(),
                remark.message(),
                runId,
                remark.code(),
                remark.message()));
    }

    RunRow byId(long id) {
        return session.first("SELECT * FROM run WHERE id = ?", this::run, id).orElseThrow();
    }

    List<RunRow> last(int many) {
        return session.list("SELECT * FROM run WHERE workspace = :workspace ORDER BY id DESC LIMIT ?", this::run, many);
    }

    long lastSuccess() {
        return session.first(
                        "SELECT COALESCE(MAX(CASE WHEN ended = 'finished' THEN ended_at END), MIN(started_at), 0) FROM run"
                                + " WHERE workspace = :workspace",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** @param runId or {@link Event#NO_RUN} */
    public void note(String togglId, long runId, long now, String lane, CandidateResult result) {
        session.update(
                "INSERT INTO history (toggl_id, workspace, run_id, at, lane, outcome, reason, sentence, call, answer)"
                        + " VALUES (?, :workspace, ?, ?, ?, ?, ?, ?, ?, ?)",
                togglId,
                runId,
                now,
                lane,
                result.outcome().word(),
                result.reason(),
                result.message(),
                result.call(),
                result.answer());
    }

    List<Event> history(String togglId) {
        return session.list(
                "SELECT run_id, at, lane, outcome, reason, sentence, call, answer FROM history"
                        + " WHERE toggl_id = ? AND workspace = :workspace ORDER BY at, run_id",
                row -> new Event(
                        togglId,
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        Outcome.ofWord(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                togglId);
    }

    private List<Remark> remarks(long runId) {
        return session.list(
                "SELECT code, sentence FROM remark WHERE run_id = ?",
                row -> new Remark(row.getString(1), row.getString(2)),
                runId);
    }

    private RunRow run(ResultSet row) throws SQLException {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, row.getLong(outcome.word()));
        }
        Long exitCode = longOrNull(row, "exit_code");
        return new RunRow(
                row.getLong("id"),
                row.getLong("started_at"),
                longOrNull(row, "ended_at"),
                row.getString("ended"),
                exitCode == null ? null : exitCode.intValue(),
                row.getString("sentence"),
                row.getLong("listed"),
                longOrNull(row, "total"),
                counts,
                row.getLong("applications"),
                row.getLong("events"),
                remarks(row.getLong("id")));
    }

    private static Long longOrNull(ResultSet row, String column) throws SQLException {
        return Session.longOrNull(row, row.findColumn(column));
    }
}
