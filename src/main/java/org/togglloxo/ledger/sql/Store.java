package org.togglloxo.ledger.sql;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;

/** The database behind the ledger: a temporary error with it is sat out for a while. */
public final class Store implements AutoCloseable {

    private final Database database;
    private final boolean readOnly;
    private final Duration lockTimeout;
    private final DatabaseRetry retry = new DatabaseRetry();
    private final GroupCommit grouped;

    public Store(Database database, boolean readOnly, Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
        this.database = database;
        this.readOnly = readOnly;
        this.grouped = new GroupCommit(database.writers(), retry);
    }

    /** Whether other processes may be at work on it. */
    public boolean isShared() {
        return database.shared();
    }

    /** What times in the ledger are compared by: the database's where there are several nodes. */
    public Clock clock(Clock own) {
        return database.server()
                ? new DatabaseClock(() -> read(session -> session.first(
                                "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                                row -> row.getLong(1))
                        .orElseThrow()))
                : own;
    }

    public Duration lockTimeout() {
        return lockTimeout;
    }

    public <T> T read(Function<Session, T> work) {
        return retry.call(() -> database.readers().with(work));
    }

    /** Waits until it is on the disk. */
    public <T> T write(Function<Session, T> work) {
        return writing(work).get();
    }

    /**
     * The same while the caller goes on, where SQLite's one writer is waited for. A server does it at once.
     *
     * @return waits for it, and returns or throws what the work did
     */
    <T> Supplier<T> writing(Function<Session, T> work) {
        if (!database.server()) {
            return grouped.write(work);
        }
        try {
            T result = retry.call(() -> database.writers().with(session -> session.inTransaction(work)));
            return () -> result;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** Something that a plan, which only reads, does without. */
    public void note(Consumer<Session> work) {
        noted(null, session -> {
            work.accept(session);
            return null;
        });
    }

    /** @param inPlan what comes of it in a plan */
    public <T> T noted(T inPlan, Function<Session, T> work) {
        return noting(inPlan, work).get();
    }

    /** The same while the caller goes on. */
    public <T> Supplier<T> noting(T inPlan, Function<Session, T> work) {
        return readOnly ? () -> inPlan : writing(work);
    }

    public DatabaseLock claim(Collection<String> hashes) {
        return isShared()
                ? retry.call(() -> AdvisoryLocks.hold(database.writers(), hashes, lockTimeout))
                : DatabaseLock.ALONE;
    }

    /**
     * By the connection that holds the claim and by no other: where it is gone, so is the claim.
     *
     * @throws Defer when that is so
     */
    public <T> T writeUnder(DatabaseLock claim, Function<Session, T> work) {
        return claim.holder()
                .map(holder -> whileHeld(() -> new ServerSession(holder).inTransaction(work)))
                .orElseGet(() -> write(work));
    }

    /** Work by the connection that holds a claim. */
    static <T> T whileHeld(Supplier<T> work) {
        try {
            return work.get();
        } catch (SqlFailure e) {
            throw DatabaseRetry.mayPass(e)
                    ? new Defer(
                            Reason.CLAIM_LOST,
                            "The connection to the ledger's database broke before a write to Loxo, and another process may have"
                                    + " taken the candidate up; the next run tries again")
                    : DatabaseRetry.explained(e);
        }
    }

    public void eraseTraces() {
        database.eraseTraces();
    }

    @Override
    public void close() {
        grouped.close();
        database.close();
    }
}
