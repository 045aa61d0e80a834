package org.togglloxo.ledger.audit;

import java.time.Clock;
import java.util.List;
import org.togglloxo.ledger.sql.Store;

/** What is saved in the files of the nodes and cannot be used, so that {@code status} can tell. */
public final class RefusedEdits {

    private final Store store;
    private final Clock clock;

    public RefusedEdits(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Replaces what was said of the node before. */
    public void refuse(String node, String file, int line, String message) {
        long now = clock.millis();
        store.write(session -> session.update("""
                INSERT INTO refused_edit (node, file, line, sentence, since) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (node) DO UPDATE SET file = excluded.file, line = excluded.line,
                    sentence = excluded.sentence, since = excluded.since
                """, node, file, line, message, now));
    }

    /** The files of a node are in force as they are. */
    public void accept(String node) {
        store.write(session -> session.update("DELETE FROM refused_edit WHERE node = ?", node));
    }

    /** The oldest first. */
    public List<RefusedEdit> all() {
        return store.read(session -> session.list(
                "SELECT node, file, line, sentence, since FROM refused_edit ORDER BY since",
                row -> new RefusedEdit(
                        row.getString(1), row.getString(2), row.getInt(3), row.getString(4), row.getLong(5))));
    }
}
