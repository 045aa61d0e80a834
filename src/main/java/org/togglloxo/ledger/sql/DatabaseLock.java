package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;

/** A hold on addresses among all processes that share the ledger. */
public interface DatabaseLock extends AutoCloseable {

    /** This process has the ledger for itself. */
    DatabaseLock ALONE = () -> {};

    /** The connection that holds it and with which it is lost; empty where nobody else could have it. */
    default Optional<Connection> holder() {
        return Optional.empty();
    }

    /**
     * The same for people, by hashes that stand for them. Those claimed before are let go of first: whoever waits for a
     * person holds addresses only.
     *
     * @throws Defer when the claim was lost meanwhile
     */
    default void claimPeople(Collection<String> hashes) {
        // nobody else could have them
    }

    @Override
    void close();

    /** Others held what is needed for too long; nothing is taken from them, be they slow or hung. */
    static Defer timeout(Duration waited) {
        return new Defer(
                Reason.CLAIM_TIMEOUT,
                "Another worker or process was at work on the same address, person or job for more than %d ms (ledger.lock-timeout); the next run tries again"
                        .formatted(waited.toMillis()));
    }
}
