package org.togglloxo.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/**
 * Erases what is older than it may be, a small part at a time, so that others who write wait for no more than that. How a candidate
 * stands now, and whatever keeps somebody from being created or put forward twice, is not touched. Times are milliseconds.
 */
public final class Retention {

    private static final int AT_ONCE = 500;
    /** What alerts and forecasts look back at, however old; the last one also tells which number the next one has. */
    private static final int RUNS_KEPT = 10;

    /** Whose create or application may have taken place is not erased before that is known. */
    private static final String SETTLED = "c.intent_at IS NULL AND NOT EXISTS (SELECT 1 FROM posting p"
            + " WHERE p.toggl_id = c.toggl_id AND p.intent_at IS NOT NULL AND p.done_at IS NULL)";

    private final Store store;

    Retention(Store store) {
        this.store = store;
    }

    /** History, runs with their remarks, and the audit. Returns how many rows. */
    public long eraseOlderThan(long before) {
        long erased = eraseByTime("history", before) + eraseByTime("audit", before);
        int more;
        do {
            more = store.write(session -> eraseRuns(session, before));
            erased += more;
        } while (more > 0);
        return erased;
    }

    private long eraseByTime(String table, long before) {
        long erased = 0;
        int more;
        do {
            more = store.write(session -> {
                Optional<Long> full = session.first(
                        "SELECT at FROM " + table + " WHERE at < ? ORDER BY at LIMIT 1 OFFSET ?",
                        row -> row.getLong(1),
                        before,
                        AT_ONCE - 1);
                return session.update("DELETE FROM " + table + " WHERE at <= ?", full.orElse(before - 1));
            });
            erased += more;
        } while (more >= AT_ONCE);
        return erased;
    }

    private static int eraseRuns(Session session, long before) {
        List<Long> old = session.list(
                "SELECT id FROM run WHERE started_at < ? AND id <= (SELECT MAX(id) FROM run) - ? ORDER BY id LIMIT ?",
                row -> row.getLong(1),
                before,
                RUNS_KEPT,
                AT_ONCE);
        if (old.isEmpty()) {
            return 0;
        }
        InList ids = InList.of(old);
        session.update("DELETE FROM remark WHERE run_id IN " + ids.marks(), ids);
        return session.update("DELETE FROM run WHERE id IN " + ids.marks(), ids);
    }

    /** @param isSuspicious nothing was noted, since so many cannot be gone at once */
    public record Gone(long known, long newly, boolean isSuspicious) {}

    /**
     * Notes who is not in Toggl's list, which was read to its end, and who is again.
     *
     * @param listed whether a candidate is in it
     */
    public Gone note(Predicate<String> listed, long now) {
        List<String> gone = new ArrayList<>();
        List<String> back = new ArrayList<>();
        long present = 0;
        long known = 0;
        String after = "";
        boolean more = true;
        while (more) {
            List<State> page = page(after);
            for (State one : page) {
                boolean there = listed.test(one.togglId());
                known++;
                present += one.isGone() ? 0 : 1;
                if (there && one.isGone()) {
                    back.add(one.togglId());
                } else if (!there && !one.isGone()) {
                    gone.add(one.togglId());
                }
            }
            more = page.size() == AT_ONCE;
            after = page.isEmpty() ? after : page.get(page.size() - 1).togglId();
        }
        // a list that is empty, or half of it, is rather a mistake than that many who wanted to be forgotten
        boolean suspicious = !gone.isEmpty() && 2L * gone.size() > present;
        if (!suspicious) {
            mark(gone, now);
            mark(back, null);
        }
        return new Gone(known, gone.size(), suspicious);
    }

    private record State(String togglId, boolean isGone) {}

    private List<State> page(String after) {
        return store.read(session -> session.list(
                "SELECT toggl_id, gone_since IS NOT NULL FROM candidate WHERE toggl_id > ? ORDER BY toggl_id LIMIT ?",
                row -> new State(row.getString(1), row.getBoolean(2)),
                after,
                AT_ONCE));
    }

    private void mark(List<String> togglIds, Long since) {
        for (int from = 0; from < togglIds.size(); from += AT_ONCE) {
            InList ids = InList.of(togglIds.subList(from, Math.min(from + AT_ONCE, togglIds.size())));
            store.write(session ->
                    session.update("UPDATE candidate SET gone_since = ? WHERE toggl_id IN " + ids.marks(), since, ids));
        }
    }

    /** Erases those who have been gone since then, as {@code forget} does. Returns how many. */
    public long forgetGoneSince(long before, long now) {
        long forgotten = 0;
        List<String> some;
        do {
            some = store.write(session -> {
                List<String> ids = session.strings(
                        "SELECT c.toggl_id FROM candidate c WHERE c.gone_since IS NOT NULL AND c.gone_since <= ? AND "
                                + SETTLED + " ORDER BY c.toggl_id LIMIT ?",
                        before,
                        AT_ONCE);
                ManualDecisions.forget(session, ids, Audit.PROGRAM, now);
                return ids;
            });
            forgotten += some.size();
        } while (some.size() == AT_ONCE);
        if (forgotten > 0) {
            store.eraseTraces();
        }
        return forgotten;
    }
}
