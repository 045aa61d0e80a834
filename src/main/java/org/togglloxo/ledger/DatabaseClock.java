package org.togglloxo.ledger;

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
    private long millis;
    private long askedAt;
    private boolean asked;

    /** @param database tells its time (milliseconds) */
    DatabaseClock(LongSupplier database) {
        this.database = database;
    }

    @Override
    public synchronized long millis() {
        if (!asked || System.nanoTime() - askedAt > TRUSTED_NANOS) {
            millis = database.getAsLong();
            askedAt = System.nanoTime();
            asked = true;
        }
        return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
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
