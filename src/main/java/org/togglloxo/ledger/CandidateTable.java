package org.togglloxo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;

/** The rows of {@code candidate}. */
final class CandidateTable {

    private static final String UPDATE = """
            UPDATE candidate SET loxo_id = :loxoId, lane = :lane, tags = :tags, fingerprint = :fingerprint,
                attempted = :attempted, outcome = :outcome, reason = :reason, sentence = :sentence, attempts = :attempts,
                not_before = :notBefore, intent_at = :intentAt, updated_at = :now, waits = :waits
            WHERE toggl_id = :togglId
            """;

    private static final String CREATE_PENDING = "create-pending";

    /** When somebody was erased last who may have been created just before; it does not say who. */
    static final String ERASED = "erased";

    private final Handle handle;

    CandidateTable(Handle handle) {
        this.handle = handle;
    }

    Map<String, Known> byIds(Collection<String> togglIds) {
        Map<String, Known> found = new HashMap<>();
        if (!togglIds.isEmpty()) {
            handle.createQuery("SELECT * FROM candidate WHERE toggl_id IN (<ids>)")
                    .bindList("ids", List.copyOf(togglIds))
                    .map((row, context) -> known(row))
                    .forEach(known -> found.put(known.togglId(), known));
        }
        return found;
    }

    Optional<Known> byId(String togglId) {
        return Optional.ofNullable(byIds(List.of(togglId)).get(togglId));
    }

    List<Known> byAddress(String hash) {
        return handle.createQuery("""
                        SELECT c.* FROM candidate c JOIN candidate_address a ON a.toggl_id = c.toggl_id
                        WHERE a.address_hash = :hash ORDER BY c.toggl_id
                        """)
                .bind("hash", hash)
                .map((row, context) -> known(row))
                .list();
    }

    List<Known> withOutcome(Outcome outcome) {
        return handle.createQuery("SELECT * FROM candidate WHERE outcome = :outcome ORDER BY updated_at DESC, toggl_id")
                .bind("outcome", outcome.word())
                .map((row, context) -> known(row))
                .list();
    }

    Map<String, Long> countByWaits() {
        Map<String, Long> counts = new TreeMap<>();
        handle.createQuery("SELECT waits, COUNT(*) AS many FROM candidate WHERE waits <> '' GROUP BY waits")
                .map((row, context) -> Map.entry(row.getString("waits"), row.getLong("many")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    Map<Outcome, Long> countByOutcome() {
        Map<Outcome, Long> counts = new HashMap<>();
        handle.createQuery("SELECT outcome, COUNT(*) AS many FROM candidate GROUP BY outcome")
                .map((row, context) -> Map.entry(Outcome.ofWord(row.getString("outcome")), row.getLong("many")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /** The tags that other candidates have put on the same person and that must stay. */
    List<String> tagsOfOthers(String loxoId, String togglId) {
        return handle
                .createQuery("SELECT tags FROM candidate WHERE loxo_id = :loxoId AND toggl_id <> :togglId")
                .bind("loxoId", loxoId)
                .bind("togglId", togglId)
                .map((row, context) -> lines(row.getString("tags")))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Loxo no longer has the person who the candidate was. */
    void lose(String togglId, String loxoId) {
        handle.execute(
                "UPDATE candidate SET loxo_id = NULL, created_here = 0 WHERE toggl_id = ? AND loxo_id = ?",
                togglId,
                loxoId);
    }

    /** A row as it is, and no one else changes it before this transaction ends; SQLite has no SELECT FOR UPDATE. */
    private Optional<Current> hold(String togglId) {
        return handle.createQuery("UPDATE candidate SET toggl_id = toggl_id WHERE toggl_id = :id RETURNING *")
                .bind("id", togglId)
                .map((row, context) -> new Current(known(row), row.getLong("again_after")))
                .findOne();
    }

    /** @param againAfter the last run that does not settle what was decided by hand */
    private record Current(Known known, long againAfter) {}

    /**
     * Whether somebody has decided by hand meanwhile, so that what is under way must not go on.
     *
     * @param loxoId the person that it is about, or null for one who is to be made
     * @return why, or empty
     */
    Optional<Defer> disturbance(Known known, String loxoId) {
        Optional<Current> current = hold(known.togglId());
        if (current.isEmpty()) {
            return known.isRecorded() ? Optional.of(forgotten()) : Optional.empty();
        }
        String linked = current.get().known().loxoId();
        return linked == null || linked.equals(loxoId) ? Optional.empty() : Optional.of(linked(linked, loxoId));
    }

    private static Defer linked(String linked, String loxoId) {
        String other =
                loxoId == null ? "" : " If person %s was made for it just now, merge them in Loxo".formatted(loxoId);
        return new Defer(
                "linked-meanwhile",
                "The candidate was linked to person %s while it was under way; the next run delivers there.%s"
                        .formatted(linked, other));
    }

    static Defer forgotten() {
        return new Defer(
                "forgotten",
                "The candidate was erased from the ledger (forget) while it was under way: nothing is written down of it, and the next run reads it anew");
    }

    /** Before a create: the time, in its own row, so that a crash leaves it behind. A person known before is gone. */
    Optional<Defer> intend(Known known, Delivery delivery, long now) {
        Optional<Defer> disturbance = disturbance(known, null);
        if (disturbance.isPresent()) {
            return disturbance;
        }
        handle.createUpdate("""
                        INSERT INTO candidate (toggl_id, lane, outcome, reason, sentence, intent_at, updated_at)
                        VALUES (:togglId, :lane, 'deferred', :reason, :sentence, :now, :now)
                        ON CONFLICT (toggl_id, workspace) DO UPDATE SET intent_at = excluded.intent_at, loxo_id = NULL,
                            created_here = 0
                        """)
                .bind("togglId", known.togglId())
                .bind("lane", delivery.lane())
                .bind("reason", CREATE_PENDING)
                .bind("sentence", "A person was being created; whether Loxo did it is looked up by the next run")
                .bind("now", now)
                .execute();
        new AddressTable(handle).rememberAddresses(known.togglId(), delivery.addressHashes());
        return Optional.empty();
    }

    /** Before tags are written, and after; in a row of its own for somebody who has none yet, so that a crash leaves them behind. */
    Optional<Defer> rememberTags(Known known, Delivery delivery, List<String> tags, long now) {
        Optional<Defer> disturbance = disturbance(known, known.loxoId());
        if (disturbance.isPresent()) {
            return disturbance;
        }
        handle.createUpdate("""
                        INSERT INTO candidate (toggl_id, lane, tags, outcome, reason, sentence, updated_at)
                        VALUES (:togglId, :lane, :tags, 'deferred', :reason, :sentence, :now)
                        ON CONFLICT (toggl_id, workspace) DO UPDATE SET tags = excluded.tags
                        """)
                .bind("togglId", known.togglId())
                .bind("lane", delivery.lane())
                .bind("tags", String.join("\n", tags))
                .bind("reason", "interrupted")
                .bind("sentence", "The candidate was being delivered when the program ended; the next run goes on")
                .bind("now", now)
                .execute();
        new AddressTable(handle).rememberAddresses(known.togglId(), delivery.addressHashes());
        return Optional.empty();
    }

    void stillPending(String togglId, long now) {
        if (handle.execute("UPDATE candidate SET intent_at = ? WHERE toggl_id = ?", now, togglId) == 0) {
            Marks.set(handle, ERASED, now);
        }
    }

    /**
     * The create made nobody; a row that was there for its sake alone goes, and false is returned. An intent that is not the
     * known one stays: whoever lost its claim meanwhile must not take back what another node is about to do.
     */
    boolean retract(Known known) {
        int gone = handle.execute(
                "DELETE FROM candidate WHERE toggl_id = ? AND intent_at = ? AND outcome = 'deferred' AND reason = ?"
                        + " AND attempts = 0 AND again_after = 0",
                known.togglId(),
                known.intentAt(),
                CREATE_PENDING);
        handle.execute(
                "UPDATE candidate SET intent_at = NULL WHERE toggl_id = ? AND intent_at = ?",
                known.togglId(),
                known.intentAt());
        return gone == 0;
    }

    /** @return why it does not count, where somebody has decided by hand meanwhile */
    Optional<Defer> confirm(Known known, Delivery delivery, String loxoId, long now) {
        Optional<Defer> disturbance = disturbance(known, loxoId);
        if (disturbance.isPresent()) {
            if (byId(known.togglId()).isEmpty()) {
                Marks.set(handle, ERASED, now);
            }
            return disturbance;
        }
        handle.execute(
                "UPDATE candidate SET loxo_id = ?, created_here = 1, intent_at = NULL WHERE toggl_id = ?",
                loxoId,
                known.togglId());
        new AddressTable(handle).rememberPerson(loxoId, delivery.addressHashes());
        return Optional.empty();
    }

    /**
     * What a run brought, on the row as it is now rather than as it was when the run read it.
     *
     * @return false where the candidate was forgotten meanwhile: then nothing is left of what the run wrote on its way
     */
    boolean record(long runId, Entry entry, long now) {
        String togglId = entry.before().togglId();
        if (!entry.before().isRecorded()) {
            handle.execute(
                    "INSERT INTO candidate (toggl_id, outcome, updated_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    togglId,
                    entry.conclusion().outcome().word(),
                    now);
        }
        Optional<Current> current = hold(togglId);
        if (current.isEmpty()) {
            new Decisions(handle).forget(togglId);
            return false;
        }
        record(entry, current.get().known(), runId <= current.get().againAfter(), now);
        return true;
    }

    /** @param decided somebody has decided by hand, after the run began, who it is or that it is to be tried again */
    private void record(Entry entry, Known before, boolean decided, long now) {
        Conclusion conclusion = entry.conclusion();
        String loxoId = conclusion.loxoId() == null || decided && before.loxoId() != null
                ? before.loxoId()
                : conclusion.loxoId();
        boolean delivered = conclusion.isWritten() && Objects.equals(loxoId, conclusion.loxoId());
        handle.createUpdate(UPDATE)
                .bind("togglId", before.togglId())
                .bind("loxoId", loxoId)
                .bind("lane", entry.lane())
                .bind("tags", String.join("\n", delivered ? entry.tags() : before.tags()))
                .bind("fingerprint", delivered ? entry.attempted() : before.fingerprint())
                .bind("attempted", decided ? before.attempted() : entry.attempted())
                .bind("outcome", conclusion.outcome().word())
                .bind("reason", conclusion.reason())
                .bind("sentence", conclusion.sentence())
                .bind("attempts", decided ? before.attempts() : entry.attempts())
                .bind("notBefore", decided ? before.notBefore() : entry.notBefore())
                .bind("intentAt", delivered ? null : before.intentAt())
                .bind("now", now)
                .bind("waits", delivered ? entry.waits() : before.waits())
                .execute();
        if (entry.delivery() != null) {
            new AddressTable(handle)
                    .rememberAddresses(before.togglId(), entry.delivery().addressHashes());
            if (delivered && loxoId != null) {
                new AddressTable(handle).rememberPerson(loxoId, entry.delivery().addressHashes());
            }
        }
    }

    List<Known> ofPerson(String loxoId) {
        return handle.createQuery("SELECT * FROM candidate WHERE loxo_id = :loxoId ORDER BY toggl_id")
                .bind("loxoId", loxoId)
                .map((row, context) -> known(row))
                .list();
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getString("toggl_id"),
                row.getString("loxo_id"),
                row.getInt("created_here") == 1,
                row.getString("lane"),
                lines(row.getString("tags")),
                row.getString("fingerprint"),
                row.getString("attempted"),
                Outcome.ofWord(row.getString("outcome")),
                row.getString("reason"),
                row.getString("sentence"),
                row.getInt("attempts"),
                row.getLong("not_before"),
                longOrNull(row, "intent_at"),
                row.getLong("updated_at"),
                row.getString("waits"));
    }

    static Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }
}
