package org.togglloxo.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.Ledger;

/**
 * What the ledger says, some seconds old: whoever asks never waits for it, and however often somebody asks, it is read once in
 * a while.
 */
final class LedgerView implements AutoCloseable {

    private static final int WAITS = 4;
    private static final int RUNS = 100;

    private final Ledger ledger;
    private final RunStatus runs = new RunStatus();
    private final Duration age;
    private final Clock clock;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "read-ledger");
        thread.setDaemon(true);
        return thread;
    });
    private Seen seen;
    private boolean reading;
    private long askedAt;

    /**
     * What was read.
     *
     * @param waiting candidates who stand deferred or failed
     * @param usable whether it could be read
     */
    record Seen(Map<Outcome, Long> waiting, boolean usable) {}

    LedgerView(Ledger ledger, Duration age, Clock clock) {
        this.ledger = ledger;
        this.age = age;
        this.clock = clock;
        this.seen = read();
        this.askedAt = clock.millis();
    }

    /** How the last run ended, by what was read last and what has happened here since. */
    RunStatus runs() {
        return runs;
    }

    /** What was read last; read anew meanwhile where that is too long ago. */
    synchronized Seen seen() {
        boolean old = clock.millis() - askedAt >= age.toMillis();
        if (!reading && old) {
            again();
        }
        // whoever reads for so long waits for a database that does not answer
        boolean stuck = reading && clock.millis() - askedAt >= WAITS * age.toMillis();
        return stuck ? new Seen(seen.waiting(), false) : seen;
    }

    private void again() {
        reading = true;
        askedAt = clock.millis();
        try {
            reader.execute(() -> {
                Seen now = read();
                synchronized (this) {
                    seen = now;
                    reading = false;
                }
            });
        } catch (RejectedExecutionException e) {
            reading = false;
        }
    }

    private Seen read() {
        try {
            runs.read(ledger.runs().last(RUNS));
            return new Seen(ledger.candidates().countWaiting(), true);
        } catch (RuntimeException error) {
            return new Seen(Map.of(), false);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
