package org.togglloxo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.togglloxo.candidate.Outcome;

/** The rows of {@code run} and {@code history}. */
final class RunTable {

    private static final long DAY_MILLIS = 86_400_000L;

    private final Handle handle;

    RunTable(Handle handle) {
        this.handle = handle;
    }

    /**
     * The number of a new run; empty where another node took it in the same instant, and the next one is to be had.
     *
     * @param alone whether a run without an end must be one whose process died; where others share the ledger, after a day
     */
    Optional<Long> begin(long now, boolean alone) {
        handle.execute(
                "UPDATE run SET ended_at = ?, ended = 'interrupted', sentence = ? WHERE ended_at IS NULL AND started_at <= ?",
                now,
                "The process ended in the middle; the next run does the rest",
                alone ? now : now - DAY_MILLIS);
        // WHERE keeps SQLite from reading ON CONFLICT as the condition of a join
        return handle.createQuery("""
                        INSERT INTO run (id, started_at) SELECT COALESCE(MAX(id), 0) + 1, :now FROM run WHERE true
                        ON CONFLICT (id) DO NOTHING RETURNING id
                        """).bind("now", now).mapTo(Long.class).findOne();
    }

    void end(RunRow run) {
        handle.createUpdate("""
                        UPDATE run SET ended_at = :endedAt, ended = :ended, exit_code = :exitCode, sentence = :sentence,
                            listed = :listed, total = :total, created = :created, updated = :updated,
                            unchanged = :unchanged, skipped = :skipped, deferred = :deferred, failed = :failed,
                            applications = :applications, events = :events
                        WHERE id = :id
                        """)
                .bind("endedAt", run.endedAt())
                .bind("ended", run.ended())
                .bind("exitCode", run.exitCode())
                .bind("sentence", run.sentence())
                .bind("listed", run.listed())
                .bind("total", run.total())
                .bind("applications", run.applications())
                .bind("events", run.events())
                .bind("id", run.id())
                .bindMap(words(run.counts()))
                .execute();
        for (Remark remark : run.remarks()) {
            handle.execute(
                    "INSERT INTO remark (run_id, code, sentence) VALUES (?, ?, ?)",
                    run.id(),
                    remark.code(),
                    remark.sentence());
        }
    }

    List<RunRow> last(int many) {
        return handle.createQuery("SELECT * FROM run ORDER BY id DESC LIMIT :many")
                .bind("many", many)
                .map((row, context) -> run(row))
                .list();
    }

    void note(Event event) {
        handle.createUpdate("""
                        INSERT INTO history (toggl_id, run_id, at, lane, outcome, reason, sentence, call, answer)
                        VALUES (:togglId, :runId, :at, :lane, :outcome, :reason, :sentence, :call, :answer)
                        """)
                .bind("togglId", event.togglId())
                .bind("runId", event.runId())
                .bind("at", event.at())
                .bind("lane", event.lane())
                .bind("outcome", event.outcome().word())
                .bind("reason", event.reason())
                .bind("sentence", event.sentence())
                .bind("call", event.call())
                .bind("answer", event.answer())
                .execute();
    }

    List<Event> history(String togglId) {
        return handle.createQuery("SELECT * FROM history WHERE toggl_id = :id ORDER BY at, run_id")
                .bind("id", togglId)
                .map((row, context) -> new Event(
                        row.getString("toggl_id"),
                        row.getLong("run_id"),
                        row.getLong("at"),
                        row.getString("lane"),
                        Outcome.ofWord(row.getString("outcome")),
                        row.getString("reason"),
                        row.getString("sentence"),
                        row.getString("call"),
                        row.getString("answer")))
                .list();
    }

    private static Map<String, Object> words(Map<Outcome, Long> counts) {
        Map<String, Object> byWord = new HashMap<>();
        for (Outcome outcome : Outcome.values()) {
            byWord.put(outcome.word(), counts.getOrDefault(outcome, 0L));
        }
        return byWord;
    }

    private List<Remark> remarks(long runId) {
        return handle.createQuery("SELECT code, sentence FROM remark WHERE run_id = ?")
                .bind(0, runId)
                .map((row, context) -> new Remark(row.getString("code"), row.getString("sentence")))
                .list();
    }

    private RunRow run(ResultSet row) throws SQLException {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, row.getLong(outcome.word()));
        }
        Long exitCode = CandidateTable.longOrNull(row, "exit_code");
        return new RunRow(
                row.getLong("id"),
                row.getLong("started_at"),
                CandidateTable.longOrNull(row, "ended_at"),
                row.getString("ended"),
                exitCode == null ? null : exitCode.intValue(),
                row.getString("sentence"),
                row.getLong("listed"),
                CandidateTable.longOrNull(row, "total"),
                counts,
                row.getLong("applications"),
                row.getLong("events"),
                remarks(row.getLong("id")));
    }
}
