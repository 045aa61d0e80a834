package org.togglloxo.sync.run;

import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.run.RunRow;

/** The end of a run: waits for whoever is at work for it, sums up, and lets the next one begin. */
final class RunEnd {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final CurrentRun own;
    private final RunLock lock;
    private final RunRecorder recorder;
    private final RunStops stops;
    private final RunObservers observers;
    private final Clock clock;
    private final boolean planning;
    private volatile RunNode node;
    private volatile RunRow last;
    private volatile Map<CallKind, Long> lastCalls = Map.of();

    RunEnd(
            CurrentRun own,
            RunLock lock,
            RunRecorder recorder,
            RunStops stops,
            RunObservers observers,
            Clock clock,
            boolean planning) {
        this.own = own;
        this.lock = lock;
        this.recorder = recorder;
        this.stops = stops;
        this.observers = observers;
        this.clock = clock;
        this.planning = planning;
    }

    void sharedBy(RunNode sharing) {
        node = sharing;
    }

    RunRow last() {
        return last;
    }

    Map<CallKind, Long> lastCalls() {
        return lastCalls;
    }

    /** Ends a run, once; false where it has been ended before. */
    boolean end(Run ending, Listing listing) {
        own.leave(ending);
        if (!ending.beginEnd()) {
            return false;
        }
        Listing listed = listing == null ? Listing.nothing() : listing;
        boolean interrupted = !awaitWorkers(ending, listed);
        try {
            sumUp(ending, listed);
        } finally {
            ending.end();
            lock.end(ending.turn());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    /** False where this thread was told to end meanwhile. */
    private boolean awaitWorkers(Run ending, Listing listing) {
        try {
            if (ending.shared().isPresent()) {
                node.awaitEnd(ending, listing);
            } else {
                ending.awaitDone();
            }
            // it was meant to wake the listing, which has come to its end
            return !Thread.interrupted() || ending.isGivenUp();
        } catch (InterruptedException e) {
            if (ending.isGivenUp()) {
                return true;
            }
            stops.stop(ending, RunStops.interruption());
            own.abandon(ending);
            return false;
        } catch (RuntimeException e) {
            stops.stop(ending, RunSummary.stopping(e));
            return true;
        }
    }

    void sumUp(Run ended, Listing listing) {
        boolean onAllNodes = node == null || !node.leavesToOthers(ended);
        RunRow row = recorder.close(ended, listing, clock, onAllNodes);
        last = row;
        lastCalls = ended.tally.calls();
        own.ended(ended);
        observers.ended(row);
        if (!planning) {
            LOG.info("run {} ended: {}{}", row.id(), row.ended(), onAllNodes ? "" : "; other nodes go on with it");
        }
    }
}
