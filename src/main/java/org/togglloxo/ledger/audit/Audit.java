package org.togglloxo.ledger.audit;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.togglloxo.ledger.sql.Store;

/**
 * Who did what by hand, and every edit of the rules. Whoever acts is the user name of the operating system where it is a command
 * line, {@link #PROGRAM} where nobody is there, or the name of another way in.
 */
public final class Audit {

    /** The program by itself. */
    public static final String PROGRAM = "sync";

    private static final int AT_ONCE = 500;

    private final Store store;
    private final Clock clock;

    public Audit(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Something about no single candidate; a ledger that is only read keeps nothing. */
    public void note(String actor, AuditAct act, String detail) {
        long now = clock.millis();
        store.note(session -> new AuditTable(session).note(now, actor, act, null, detail));
    }

    /**
     * Gives each entry, the newest first.
     *
     * @param limit at most so many; 0 for all
     */
    public void forEach(long limit, Consumer<AuditEntry> look) {
        long left = limit == 0 ? Long.MAX_VALUE : limit;
        long before = Long.MAX_VALUE;
        while (left > 0) {
            List<AuditEntry> entries = page(before, (int) Math.min(AT_ONCE, left));
            entries.forEach(look);
            left = entries.size() < AT_ONCE ? 0 : left - entries.size();
            before =
                    entries.isEmpty() ? before : entries.get(entries.size() - 1).id();
        }
    }

    /** Some of them, the newest first, with numbers below that one. */
    public List<AuditEntry> page(long before, int many) {
        return store.read(session -> new AuditTable(session).before(before, many));
    }

    /** How many there are. */
    public long size() {
        return store.read(
                session -> session.first("SELECT COUNT(*) FROM audit WHERE " + AuditTable.WHOSE, row -> row.getLong(1))
                        .orElse(0L));
    }
}
