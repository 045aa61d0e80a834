package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Defer;

/** PostgreSQL's advisory locks, one an address and one a person: held by a connection, and gone with it. */
final class AdvisoryLocks {

    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);
    private static final int KEY_DIGITS = 16;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private AdvisoryLocks() {}

    private record Held(Sessions sessions, Session session, Set<Long> people, Duration most) implements DatabaseLock {
        @Override
        public Optional<Connection> holder() {
            return Optional.of(session.connection());
        }

        @Override
        public void claimPeople(Collection<String> hashes) {
            Store.whileHeld(() -> {
                people.forEach(key -> ask(session, "SELECT pg_advisory_unlock(?)", key));
                people.clear();
                lockAll(session, hashes, people, most);
                return null;
            });
        }

        @Override
        public void close() {
            release(sessions, session);
        }
    }

    /**
     * Waits for all of them.
     *
     * @param most for so long, in all
     * @throws Defer when somebody else still holds one then; nothing is taken from them
     */
    static DatabaseLock hold(Sessions sessions, Collection<String> hashes, Duration most) {
        Session session = sessions.take();
        try {
            lockAll(session, hashes, new HashSet<>(), most);
            return new Held(sessions, session, new HashSet<>(), most);
        } catch (RuntimeException | Error e) {
            release(sessions, session);
            throw e;
        }
    }

    private static void lockAll(Session session, Collection<String> hashes, Set<Long> held, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        // in one order for all, so that no two wait for each other
        long[] keys = hashes.stream()
                .mapToLong(hash -> Long.parseUnsignedLong(hash.substring(0, KEY_DIGITS), 16))
                .sorted()
                .distinct()
                .toArray();
        for (long key : keys) {
            try {
                lock(session, key, Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (SqlFailure e) {
                throw LOCK_NOT_AVAILABLE.equals(e.state()) ? DatabaseLock.timeout(most) : e;
            }
            held.add(key);
        }
    }

    /** The time-out is the transaction's, the lock the session's: it stays when the transaction ends. */
    private static void lock(Session session, long key, long millis) {
        session.inTransaction(transaction -> {
            ask(transaction, "SELECT set_config('lock_timeout', ?, true)", Long.toString(millis));
            ask(transaction, "SELECT pg_advisory_lock(?)", key);
            return null;
        });
    }

    private static void ask(Session session, String question, Object value) {
        session.list(question, row -> "", value);
    }

    private static void release(Sessions sessions, Session session) {
        try {
            session.list("SELECT pg_advisory_unlock_all()", row -> "");
        } catch (SqlFailure e) {
            LOG.debug("the connection is gone, and its locks with it", e);
        } finally {
            sessions.giveBack(session);
        }
    }
}
