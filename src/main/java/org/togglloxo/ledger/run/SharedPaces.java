package org.togglloxo.ledger.run;

import java.time.Clock;
import java.time.Duration;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** What all nodes together have learnt of the quota of a service, and how many of them use it. */
public final class SharedPaces {

    /** Who has not called for so long leaves its share to the others. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private static final Duration TOO_OLD = Duration.ofDays(30);

    private static final double THOUSAND = 1_000;

    private final Store store;
    private final Clock clock;
    private final String process;

    /**
     * @param store of the agency or of the workspace whose quotas they are
     * @param process this one, whatever it delivers by however many flows
     */
    public SharedPaces(Store store, Clock clock, String process) {
        this.store = store;
        this.clock = clock;
        this.process = process;
    }

    /**
     * @param perSecond calls that all may make together; 0 where nothing is known of it
     * @param burst calls at once before that
     * @param others processes besides this one that call
     */
    public record Total(double perSecond, double burst, long others) {}

    /**
     * Adds what this process has learnt since the last time.
     *
     * @param service as the marks of a single process have it, so that one goes on where the others left off
     * @param active whether this process has called since then
     * @param own how fast it calls by now (calls a second); 0 where it has learnt nothing
     * @param assigned its share as it was; 0 where it had none
     * @param burst of this process alone, or 0
     */
    public Total learn(String service, boolean active, double own, double assigned, double burst) {
        long now = clock.millis();
        return store.write(session -> {
            long others = callers(session, service + " " + store.scope().workspace(), active, now);
            boolean known = isKnown(session, service, now);
            if (own > 0 && own != assigned) {
                // beside a share of a fixed bound the others have one as large
                double first = assigned == 0 ? own : own * (others + 1);
                set(session, service + " rate", Math.round((known ? own - assigned : first) * THOUSAND), known);
                set(session, service + " burst", known ? 0 : Math.round(burst), known);
                set(session, service + " at", now, false);
                known = true;
            }
            return new Total(
                    known ? mark(session, service + " rate") / THOUSAND : 0, mark(session, service + " burst"), others);
        });
    }

    private long callers(Session session, String service, boolean active, long now) {
        if (active) {
            session.update(
                    "INSERT INTO pace_share (service, node, at) VALUES (?, ?, ?)"
                            + " ON CONFLICT (service, node) DO UPDATE SET at = excluded.at",
                    service,
                    process,
                    now);
        }
        return session.first(
                        "SELECT COUNT(*) FROM pace_share WHERE service = ? AND node <> ? AND at >= ?",
                        row -> row.getLong(1),
                        service,
                        process,
                        now - LATELY.toMillis())
                .orElse(0L);
    }

    private static boolean isKnown(Session session, String service, long now) {
        return mark(session, service + " at") >= now - TOO_OLD.toMillis();
    }

    private static void set(Session session, String name, long value, boolean added) {
        session.update(
                "INSERT INTO mark (name, workspace, agency, at) VALUES (?, :workspace, :agency, ?)"
                        + " ON CONFLICT (name, workspace, agency) DO UPDATE SET at = excluded.at"
                        + (added ? " + mark.at" : ""),
                name,
                value);
    }

    private static long mark(Session session, String name) {
        return session.first(
                        "SELECT at FROM mark WHERE name = ? AND workspace = :workspace AND agency = :agency",
                        row -> row.getLong(1),
                        name)
                .orElse(0L);
    }
}
