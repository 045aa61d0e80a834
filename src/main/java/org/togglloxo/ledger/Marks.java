package org.togglloxo.ledger;

import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** When something was done last, under a name. */
public final class Marks {

    private final Store store;
    private final Clock clock;

    Marks(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Milliseconds, or 0 for never. */
    public long at(String name) {
        return store.read(handle -> handle.createQuery("SELECT at FROM mark WHERE name = ?")
                .bind(0, name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** It was done now. */
    public void set(String name) {
        long now = clock.millis();
        store.note(handle -> set(handle, name, now));
    }

    static void set(Handle handle, String name, long at) {
        handle.execute(
                "INSERT INTO mark (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at",
                name,
                at);
    }

    /** As if it had never been done. */
    public void clear(String name) {
        store.note(handle -> handle.execute("DELETE FROM mark WHERE name = ?", name));
    }
}
