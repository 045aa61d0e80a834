package org.togglloxo.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's advisory locks, one an address and one a person: held by a connection, and gone with it. */
final class AdvisoryLocks {

    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);
    private static final int KEY_DIGITS = 16;

    private AdvisoryLocks() {}

    private record Held(Handle connection, Set<Long> people) implements Ledger.Claim {
        @Override
        public Optional<Handle> holder() {
            return Optional.of(connection);
        }

        @Override
        public void claimPeople(Collection<String> hashes) {
            Store.whileHeld(() -> {
                people.forEach(key -> connection.execute("SELECT pg_advisory_unlock(?)", key));
                people.clear();
                lock(connection, hashes, people);
                return null;
            });
        }

        @Override
        public void close() {
            release(connection);
        }
    }

    static Ledger.Claim hold(Jdbi jdbi, Collection<String> hashes) {
        Handle handle = jdbi.open();
        try {
            lock(handle, hashes, new HashSet<>());
            return new Held(handle, new HashSet<>());
        } catch (RuntimeException e) {
            release(handle);
            throw e;
        }
    }

    private static void lock(Handle handle, Collection<String> hashes, Set<Long> held) {
        // in one order for all, so that no two wait for each other
        hashes.stream()
                .map(hash -> Long.parseUnsignedLong(hash.substring(0, KEY_DIGITS), 16))
                .sorted()
                .distinct()
                .forEach(key -> {
                    handle.execute("SELECT pg_advisory_lock(?)", key);
                    held.add(key);
                });
    }

    private static void release(Handle handle) {
        try (handle) {
            handle.execute("SELECT pg_advisory_unlock_all()");
        } catch (JdbiException e) {
            LOG.debug("the connection is gone, and its locks with it", e);
        }
    }
}
