package org.togglloxo.ledger;

import java.time.Clock;
import java.util.Map;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** When something was done last, or another number that outlives a process, under a name. */
public final class Timestamps {

    private static final String KEY = "name = ? AND workspace = :workspace AND agency = :agency";

    private static final String SET =
            "INSERT INTO mark (name, workspace, agency, at) VALUES (?, :workspace, :agency, ?)"
                    + " ON CONFLICT (name, workspace, agency) DO UPDATE SET at = excluded.at";

    private final Store store;
    private final Clock clock;

    Timestamps(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Milliseconds, or 0 for never. */
    public long at(String name) {
        return store.read(session -> at(session, name));
    }

    static long at(Session session, String name) {
        return session.first("SELECT at FROM mark WHERE " + KEY, row -> row.getLong(1), name)
                .orElse(0L);
    }

    /** It was done now. */
    public void set(String name) {
        long now = clock.millis();
        store.note(session -> set(session, name, now));
    }

    static void set(Session session, String name, long at) {
        session.update(SET, name, at);
    }

    /** It was done then; a later time, by the clock of another node, stays. */
    static void advance(Session session, String name, long at) {
        session.update(SET + " WHERE mark.at < excluded.at", name, at);
    }

    /** Numbers that belong together, at once. */
    public void set(Map<String, Long> values) {
        store.note(session -> values.forEach((name, value) -> set(session, name, value)));
    }

    /** As if it had never been done. */
    public void clear(String name) {
        store.note(session -> session.update("DELETE FROM mark WHERE " + KEY, name));
    }
}
