package org.togglloxo.loxo.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.DatabaseLock;

/** Leave to make jobs, one at a time: jobs are made seldom, and several openings may have one title. */
final class JobLock {

    private static final List<String> ONE_AT_A_TIME = List.of(Address.hash("jobs made for openings"));

    private final Ledger ledger;
    private final Semaphore one = new Semaphore(1);

    JobLock(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Leave to make jobs, in this process and in every other one that shares the ledger. */
    record Claim(Semaphore one, DatabaseLock shared) implements AutoCloseable {
        @Override
        public void close() {
            try {
                shared.close();
            } finally {
                one.release();
            }
        }
    }

    /**
     * @throws Defer when another one is still being made after {@code ledger.lock-timeout}
     */
    Claim claim() throws InterruptedException {
        Duration most = ledger.lockTimeout();
        if (!one.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw DatabaseLock.timeout(most);
        }
        try {
            return new Claim(one, ledger.claim(ONE_AT_A_TIME));
        } catch (RuntimeException | Error e) {
            one.release();
            throw e;
        }
    }
}
