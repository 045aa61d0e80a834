package org.togglloxo.ledger.run;

import java.util.Optional;
import org.togglloxo.ledger.sql.Store;

/** What people were told of the runs, shared by all nodes: of two that write at once one is refused, and reads again. */
public final class AlertMemory {

    private final Store store;

    public AlertMemory(Store store) {
        this.store = store;
    }

    /**
     * As it stands.
     *
     * @param version counts up from 1
     * @param state JSON, see {@code alert.AlertState}
     */
    public record Entry(long version, String state) {}

    /** Empty where nobody was told anything yet. */
    public Optional<Entry> read() {
        return store.read(session -> session.first(
                "SELECT version, state FROM alert_memory WHERE workspace = :workspace",
                row -> new Entry(row.getLong(1), row.getString(2))));
    }

    /**
     * Replaces what was read.
     *
     * @param version that was read; 0 for none
     * @return false where somebody else wrote meanwhile
     */
    public boolean write(long version, String state) {
        return store.write(session -> version == 0
                ? session.update(
                                "INSERT INTO alert_memory (workspace, version, state) VALUES (:workspace, 1, ?)"
                                        + " ON CONFLICT (workspace) DO NOTHING",
                                state)
                        == 1
                : session.update(
                                "UPDATE alert_memory SET version = version + 1, state = ? WHERE workspace = :workspace AND version = ?",
                                state,
                                version)
                        == 1);
    }
}
