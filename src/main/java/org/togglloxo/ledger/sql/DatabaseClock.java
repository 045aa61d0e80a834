package org.togglloxo.ledger.sql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The clock of the database that several nodes share: their own may differ, and what one has written another one judges.
 * Asked once in a while; between that the time that has passed is added, which no setting of the node's clock changes.
 */
final class DatabaseClock extends Clock {

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier database;
    private final long trustedNanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer last;
    private volatile long triedAt;

    /** @param database tells its time (milliseconds); takes a connection for it, so no asker may hold one */
    DatabaseClock(LongSupplier database) {
        this(database, TRUSTED_NANOS);
    }

    /** @param trustedNanos how long an answer is good for */
    DatabaseClock(LongSupplier database, long trustedNanos) {
        this.database = database;
        this.trustedNanos = trustedNanos;
    }

    /** One asks and the others go on with what was said last: they may hold the connections that it waits for. */
    @Override
    public long millis() {
        if (last == null) {
            asking.lock();
        } else if (System.nanoTime() - triedAt <= trustedNanos || !asking.tryLock()) {
            return last.now();
        }
        try {
            if (last == null || System.nanoTime() - triedAt > trustedNanos) {
                ask();
            }
        } finally {
            asking.unlock();
        }
        return last.now();
    }

    /** While the database does not answer, the time goes on from what it said last. */
    private void ask() {
        triedAt = System.nanoTime();
        try {
            last = new Answer(database.getAsLong(), System.nanoTime());
        } catch (RuntimeException e) {
            if (last == null) {
                throw e;
            }
        }
    }

    /** What it said, and when. */
    private record Answer(long millis, long askedAt) {

        long now() {
            return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times in the ledger are UTC");
    }
}
