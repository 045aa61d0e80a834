package org.togglloxo.ledger.sql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock of the database that several nodes share: their own may differ, and what one has written another one judges.
 * Asked once in a while; between that the time that has passed is added, which no setting of the node's clock changes.
 */
final class DatabaseClock extends Clock {

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier database;
    private final long trustedNanos;
    private long millis;
    private long askedAt;
    private long triedAt;
    private boolean asked;

    /** @param database tells its time (milliseconds) */
    DatabaseClock(LongSupplier database) {
        this(database, TRUSTED_NANOS);
    }

    /** @param trustedNanos how long an answer is good for */
    DatabaseClock(LongSupplier database, long trustedNanos) {
        this.database = database;
        this.trustedNanos = trustedNanos;
    }

    /** Whoever needs the time while the database is asked waits for its one answer: without it the ledger is closed to all. */
    @Override
    public synchronized long millis() {
        if (!asked || System.nanoTime() - triedAt > trustedNanos) {
            ask();
        }
        return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
    }

    /** While the database does not answer, the time goes on from what it said last. */
    private void ask() {
        triedAt = System.nanoTime();
        try {
            millis = database.getAsLong();
            askedAt = System.nanoTime();
            asked = true;
        } catch (RuntimeException e) {
            if (!asked) {
                throw e;
            }
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
