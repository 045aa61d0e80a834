package org.togglloxo.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.togglloxo.failure.Defer;

/** The database behind the ledger: a passing trouble with it is sat out for a while. */
final class Store implements AutoCloseable {

    private final Database database;
    private final Jdbi jdbi;
    private final boolean readOnly;
    private final Duration lockTimeout;
    private final Insistence patience = new Insistence();

    Store(Database database, boolean readOnly, Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
        this.database = database;
        this.readOnly = readOnly;
        this.jdbi = Jdbi.create(database.connections());
    }

    /** Whether other processes may be at work on it. */
    boolean isShared() {
        return database.isShared();
    }

    /** What times in the ledger are compared by: the database's where there are several nodes. */
    Clock clock(Clock own) {
        return database.isServer()
                ? new DatabaseClock(() -> read(handle -> handle.createQuery(
                                "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                        .mapTo(Long.class)
                        .one()))
                : own;
    }

    Duration lockTimeout() {
        return lockTimeout;
    }

    <T> T read(Function<Handle, T> work) {
        return patience.insist(() -> jdbi.withHandle(work::apply));
    }

    <T> T write(Function<Handle, T> work) {
        return patience.insist(() -> jdbi.inTransaction(work::apply));
    }

    /** Something that a plan, which only reads, does without. */
    void note(Consumer<Handle> work) {
        noted(null, handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** @param inPlan what comes of it in a plan */
    <T> T noted(T inPlan, Function<Handle, T> work) {
        return readOnly ? inPlan : write(work);
    }

    Ledger.Claim claim(Collection<String> hashes) {
        return isShared() ? patience.insist(() -> AdvisoryLocks.hold(jdbi, hashes, lockTimeout)) : Ledger.Claim.ALONE;
    }

    /**
     * By the connection that holds the claim and by no other: where it is gone, so is the claim.
     *
     * @throws Defer when that is so
     */
    <T> T writeUnder(Ledger.Claim claim, Function<Handle, T> work) {
        return claim.holder()
                .map(holder -> whileHeld(() -> holder.inTransaction(work::apply)))
                .orElseGet(() -> write(work));
    }

    /** Work by the connection that holds a claim. */
    static <T> T whileHeld(Supplier<T> work) {
        try {
            return work.get();
        } catch (Exception e) {
            if (!Insistence.isOfDatabase(e)) {
                throw e;
            }
            throw Insistence.mayPass(e)
                    ? new Defer(
                            "claim-lost",
                            "The connection to the ledger's database broke before a write to Loxo, and another process may have"
                                    + " taken the candidate up; the next run tries again")
                    : Insistence.explained(e);
        }
    }

    void eraseTraces() {
        database.eraseTraces();
    }

    @Override
    public void close() {
        database.close();
    }
}
