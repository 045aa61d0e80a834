package org.togglloxo.ledger.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;

/** The rows of {@code node}, {@code shared_run}, {@code run_candidate} and {@code run_part}. */
final class SharedRunTable {

    private static final String ALIVE = "EXISTS (SELECT 1 FROM node n WHERE n.node = %s AND n.seen_at >= ?)";

    /** Of this workspace: each sees to its own runs. */
    private static final String HERE = "EXISTS (SELECT 1 FROM run w WHERE w.id = run_id AND w.workspace = :workspace)";

    private final Session session;
    private final String process;
    private final String node;
    private final long deadBefore;

    /** @param deadBefore a node that was heard of last before that is taken to be dead (milliseconds) */
    SharedRunTable(Session session, String process, String node, long deadBefore) {
        this.session = session;
        this.process = process;
        this.node = node;
        this.deadBefore = deadBefore;
    }

    int isHere(long now) {
        session.update("DELETE FROM node WHERE seen_at < ?", deadBefore);
        session.update("DELETE FROM pace_share WHERE at < ?", deadBefore);
        return session.update(
                "INSERT INTO node (node, seen_at) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET seen_at = excluded.seen_at",
                node,
                now);
    }

    int leave() {
        int left = session.update("DELETE FROM node WHERE node = ?", node);
        session.update(
                "DELETE FROM pace_share WHERE node = ? AND NOT EXISTS (SELECT 1 FROM node n WHERE n.node LIKE ?)",
                process,
                process + "/%");
        return left;
    }

    boolean isAnotherHere() {
        return isThere(
                "SELECT 1 FROM node WHERE node LIKE ? AND node NOT LIKE ? AND seen_at >= ?",
                "%/" + session.scope().workspace(),
                process + "/%",
                deadBefore);
    }

    private boolean isThere(String sql, Object... values) {
        return session.first(sql, row -> true, values).isPresent();
    }

    int list(long runId) {
        return session.update("INSERT INTO shared_run (run_id, lister) VALUES (?, ?)", runId, node);
    }

    int expect(long runId, long total) {
        return session.update("UPDATE shared_run SET total = ? WHERE run_id = ?", total, runId);
    }

    int announce(long runId, Collection<String> togglIds) {
        if (!holdOpen(runId)) {
            return 0;
        }
        togglIds.forEach(togglId -> session.update(
                "INSERT INTO run_candidate (run_id, toggl_id) VALUES (?, ?) ON CONFLICT DO NOTHING", runId, togglId));
        return togglIds.size();
    }

    /** False where it has ended; else nobody ends it before this transaction does, and nothing is left behind of it. */
    private boolean holdOpen(long runId) {
        return session.update("UPDATE shared_run SET lister = lister WHERE run_id = ?", runId) == 1;
    }

    int withdraw(long runId, Collection<String> togglIds) {
        InList ids = InList.of(togglIds);
        return session.update("DELETE FROM run_candidate WHERE run_id = ? AND toggl_id IN " + ids.marks(), runId, ids);
    }

    int listed(long runId, long now, long read, Long total, Stop stop) {
        return session.update(
                "UPDATE shared_run SET list_ended_at = ?, read = ?, total = ?, list_exit = ?, list_reason = ?,"
                        + " list_sentence = ? WHERE run_id = ?",
                now,
                read,
                total == null ? 0 : total,
                stop == null ? null : stop.exitCode().code(),
                stop == null ? null : stop.reason(),
                stop == null ? null : stop.message(),
                runId);
    }

    boolean waits(long runId, String togglId) {
        return isThere(
                "SELECT 1 FROM run_candidate WHERE run_id = ? AND toggl_id = ? AND outcome IS NULL", runId, togglId);
    }

    Optional<Long> waitsIn(String togglId) {
        return session.first(
                "SELECT run_id FROM run_candidate WHERE toggl_id = ? AND outcome IS NULL AND " + HERE
                        + " ORDER BY run_id DESC",
                row -> row.getLong(1),
                togglId);
    }

    static void complete(Session session, long runId, String togglId, Outcome outcome) {
        session.update(
                "UPDATE run_candidate SET outcome = ?, held_by = NULL"
                        + " WHERE run_id = ? AND toggl_id = ? AND outcome IS NULL",
                outcome.word(),
                runId,
                togglId);
    }

    int hold(long runId, String togglId) {
        return session.update(
                "UPDATE run_candidate SET held_by = ? WHERE run_id = ? AND toggl_id = ? AND outcome IS NULL",
                node,
                runId,
                togglId);
    }

    int stop(long runId, Stop stop) {
        return session.update(
                "UPDATE shared_run SET stop_exit = ?, stop_reason = ?, stop_sentence = ?"
                        + " WHERE run_id = ? AND stop_reason IS NULL",
                stop.exitCode().code(),
                stop.reason(),
                stop.message(),
                runId);
    }

    int report(long runId, long done, long applications, long events, long underWay) {
        return !holdOpen(runId)
                ? 0
                : session.update(
                        "INSERT INTO run_part (run_id, node, done, applications, events, under_way) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (run_id, node) DO UPDATE SET done = excluded.done,"
                                + " applications = excluded.applications, events = excluded.events, under_way = excluded.under_way",
                        runId,
                        node,
                        done,
                        applications,
                        events,
                        underWay);
    }

    int remark(long runId, List<Remark> remarks) {
        new RunTable(session).remark(runId, remarks);
        return remarks.size();
    }

    Optional<SharedRunState> state(long runId) {
        return session.first(
                ("SELECT total, list_ended_at, stop_exit, stop_reason, stop_sentence, " + ALIVE.formatted("r.lister")
                        + ", EXISTS (SELECT 1 FROM run_candidate c WHERE c.run_id = r.run_id AND c.outcome IS NULL"
                        + " AND c.held_by IS NULL), EXISTS (SELECT 1 FROM run_candidate c WHERE c.run_id = r.run_id"
                        + " AND c.outcome IS NULL AND " + ALIVE.formatted("c.held_by")
                        + "), EXISTS (SELECT 1 FROM run_part p WHERE p.run_id = r.run_id AND p.under_way > 0 AND "
                        + ALIVE.formatted("p.node")
                        + "), (SELECT COALESCE(SUM(p.done), 0) FROM run_part p WHERE p.run_id = r.run_id)"
                        + " FROM shared_run r WHERE run_id = ? AND " + HERE),
                row -> new SharedRunState(
                        row.getLong(1),
                        Session.longOrNull(row, 2) != null,
                        row.getBoolean(6),
                        stop(row, 3),
                        row.getBoolean(7),
                        row.getBoolean(8),
                        row.getBoolean(9),
                        row.getLong(10)),
                deadBefore,
                deadBefore,
                deadBefore,
                runId);
    }

    private static Optional<Stop> stop(ResultSet row, int first) throws SQLException {
        String reason = row.getString(first + 1);
        return reason == null
                ? Optional.empty()
                : Optional.of(
                        new Stop(ExitCode.of(row.getInt(first)), Reason.of(reason), row.getString(first + 2), null));
    }

    List<Long> abandoned() {
        return session.list(
                "SELECT run_id FROM shared_run r WHERE " + HERE + " AND NOT " + ALIVE.formatted("r.lister"),
                row -> row.getLong(1),
                deadBefore);
    }

    Optional<Stop> listingStop(long runId) {
        return session.first(
                        "SELECT list_exit, list_reason, list_sentence FROM shared_run WHERE run_id = ?",
                        row -> stop(row, 1),
                        runId)
                .flatMap(stop -> stop);
    }

    RunRow sum(long runId) {
        RunRow row = new RunTable(session).byId(runId);
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        session.list(
                        "SELECT outcome, COUNT(*) FROM run_candidate WHERE run_id = ? AND outcome IS NOT NULL GROUP BY outcome",
                        one -> Map.entry(Outcome.ofWord(one.getString(1)), one.getLong(2)),
                        runId)
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        List<Long> posted = session.first(
                        "SELECT COALESCE(SUM(applications), 0), COALESCE(SUM(events), 0) FROM run_part WHERE run_id = ?",
                        one -> List.of(one.getLong(1), one.getLong(2)),
                        runId)
                .orElseThrow();
        List<Long> listed = session.first(
                        "SELECT read, total FROM shared_run WHERE run_id = ?",
                        one -> List.of(one.getLong(1), one.getLong(2)),
                        runId)
                .orElse(List.of(0L, 0L));
        return new RunRow(
                runId,
                row.startedAt(),
                null,
                "",
                null,
                "",
                listed.get(0),
                listed.get(1) == 0 ? null : listed.get(1),
                counts,
                posted.get(0),
                posted.get(1),
                row.remarks());
    }

    RunRow end(RunRow run) {
        RunTable runs = new RunTable(session);
        if (session.update("DELETE FROM shared_run WHERE run_id = ?", run.id()) == 1) {
            runs.end(run);
            session.update("DELETE FROM run_candidate WHERE run_id = ?", run.id());
            session.update("DELETE FROM run_part WHERE run_id = ?", run.id());
        }
        return runs.byId(run.id());
    }
}
