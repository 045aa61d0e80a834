package org.togglloxo.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** The rows of {@code posting}: what was posted to Loxo, or was being posted; an intent before, a confirmation after. */
public final class OutboxTable {

    private static final String SELECT =
            "SELECT toggl_id, kind, target, loxo_id, number, intent_at, done_at FROM posting ";

    private static final String KEY =
            "WHERE toggl_id = ? AND workspace = :workspace AND kind = ? AND target = ? AND agency = :agency";

    private final Store store;
    private final Clock clock;

    OutboxTable(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By its key. */
    public Optional<OutboxEntry> find(String togglId, String kind, String target) {
        return select(about(togglId), KEY, togglId, kind, target).stream().findFirst();
    }

    /** As it stands now; itself where nothing stands. */
    public OutboxEntry asItStands(OutboxEntry entry) {
        return find(entry.togglId(), entry.kind(), entry.target()).orElse(entry);
    }

    /** The last one of a kind that was begun or done. */
    public Optional<OutboxEntry> last(String togglId, String kind) {
        return select(
                        store,
                        "WHERE toggl_id = ? AND workspace = :workspace AND agency = :agency AND kind = ? ORDER BY COALESCE(intent_at, done_at) DESC, number DESC LIMIT 1",
                        togglId,
                        kind)
                .stream()
                .findFirst();
    }

    /** All of one kind for one target, by whomever. */
    public List<OutboxEntry> all(String kind, String target) {
        return select(store, "WHERE kind = ? AND target = ? AND agency = :agency", kind, target);
    }

    /** Everything for a candidate or an opening, the oldest first. */
    public List<OutboxEntry> of(String togglId) {
        return select(
                store, "WHERE toggl_id = ? AND workspace = :workspace ORDER BY COALESCE(intent_at, done_at)", togglId);
    }

    /** Whether it was done for this person, by whichever candidate. */
    public boolean isDoneFor(String loxoId, String kind, String target) {
        return !select(
                        store,
                        "WHERE loxo_id = ? AND agency = :agency AND kind = ? AND target = ? AND done_at IS NOT NULL LIMIT 1",
                        loxoId,
                        kind,
                        target)
                .isEmpty();
    }

    /** When the last one was sent for this person whose answer is not known, by whichever candidate. */
    public Optional<Long> lastIntentFor(String loxoId, String kind, String target) {
        return select(
                        store,
                        "WHERE loxo_id = ? AND agency = :agency AND kind = ? AND target = ? AND intent_at IS NOT NULL"
                                + " ORDER BY intent_at DESC LIMIT 1",
                        loxoId,
                        kind,
                        target)
                .stream()
                .map(OutboxEntry::intentAt)
                .findFirst();
    }

    /** A company is the agency's, whichever workspace has a job made for it. */
    private Store about(String togglId) {
        return togglId.startsWith(OutboxEntry.COMPANY + ":")
                ? store.of(store.scope().ofAgency())
                : store;
    }

    private static List<OutboxEntry> select(Store from, String which, Object... values) {
        return from.read(session -> session.list(
                SELECT + which,
                row -> new OutboxEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        Session.longOrNull(row, 6),
                        Session.longOrNull(row, 7)),
                values));
    }

    /**
     * Before an entry that is no candidate's.
     *
     * @throws Defer when the claim was lost meanwhile
     */
    public OutboxEntry intend(OutboxEntry entry, DatabaseLock claim) {
        return intend(entry, claim, session -> Optional.empty());
    }

    /**
     * Before an entry for a candidate.
     *
     * @throws Defer when the claim was lost, or the candidate was forgotten or linked to another person meanwhile
     */
    public OutboxEntry intend(OutboxEntry entry, DatabaseLock claim, CandidateRecord known) {
        return intend(entry, claim, session -> new CandidateIntents(session).disturbance(known, entry.loxoId()));
    }

    private OutboxEntry intend(OutboxEntry entry, DatabaseLock claim, Function<Session, Optional<Defer>> hindrance) {
        OutboxEntry intended = entry.intending(clock.millis());
        return about(entry.togglId()).writeUnder(claim, session -> {
            hindrance.apply(session).ifPresent(Creates::raise);
            write(session, intended);
            return intended;
        });
    }

    /** It took place. */
    public void confirm(OutboxEntry entry) {
        write(entry.done(clock.millis()));
    }

    /** It ended without an answer: Loxo may have done it as late as now. */
    public void stillPending(OutboxEntry entry) {
        write(entry.intending(clock.millis()));
    }

    /**
     * It was refused: nothing came of it.
     *
     * @param before what stood there; what had been done before for the same target stays done
     */
    public void retract(OutboxEntry before) {
        if (before.number() > 1) {
            write(before.previous());
        } else {
            store.note(session ->
                    session.update("DELETE FROM posting " + KEY, before.togglId(), before.kind(), before.target()));
        }
    }

    private void write(OutboxEntry entry) {
        about(entry.togglId()).note(session -> write(session, entry));
    }

    private static void write(Session session, OutboxEntry entry) {
        session.update(
                """
                INSERT INTO posting (toggl_id, workspace, kind, target, agency, loxo_id, number, intent_at, done_at)
                VALUES (?, :workspace, ?, ?, :agency, ?, ?, ?, ?)
                ON CONFLICT (toggl_id, workspace, kind, target, agency) DO UPDATE SET loxo_id = excluded.loxo_id,
                    number = excluded.number, intent_at = excluded.intent_at, done_at = excluded.done_at
                """,
                entry.togglId(),
                entry.kind(),
                entry.target(),
                entry.loxoId(),
                entry.number(),
                entry.intentAt(),
                entry.doneAt());
    }
}
