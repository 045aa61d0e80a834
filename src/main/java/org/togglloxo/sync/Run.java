package org.togglloxo.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Remark;

/** The state of one run; shared by the listing thread and the workers. */
final class Run {

    final long id;
    final long startedAt;
    private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);
    private final AtomicInteger deferredInARow = new AtomicInteger();
    private final Map<String, List<Passage>> held = new HashMap<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private final Set<String> resting = new HashSet<>();
    private final Map<String, Long> posted = new HashMap<>();
    private long handedOver;
    private long done;
    private Stop stop;
    private Stop listingStop;

    Run(long id, long startedAt) {
        this.id = id;
        this.startedAt = startedAt;
    }

    void count(Outcome outcome) {
        counts.incrementAndGet(outcome.ordinal());
    }

    /** Deferred candidates since the last one that was delivered; said again from the ledger, one does not count. */
    int deferredInARow(Conclusion conclusion) {
        if (conclusion.outcome() == Outcome.DEFERRED && !conclusion.standing()) {
            return deferredInARow.incrementAndGet();
        }
        if (conclusion.outcome() == Outcome.CREATED || conclusion.outcome() == Outcome.UPDATED) {
            deferredInARow.set(0);
        }
        return 0;
    }

    Map<Outcome, Long> counts() {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts.get(outcome.ordinal()));
        }
        return byOutcome;
    }

    synchronized void handOver() {
        handedOver++;
    }

    synchronized void done() {
        done++;
        notifyAll();
    }

    /** Waits until everything handed over has come out of the queue; a candidate may come out before it is counted in. */
    synchronized void awaitDone() throws InterruptedException {
        while (done < handedOver) {
            wait();
        }
    }

    synchronized void hold(Passage refused) {
        held.computeIfAbsent(refused.refusedBy(), endpoint -> new ArrayList<>()).add(refused);
    }

    synchronized List<Passage> release(String endpoint) {
        List<Passage> released = held.remove(endpoint);
        return released == null ? List.of() : released;
    }

    synchronized List<Passage> releaseAll() {
        List<Passage> released = held.values().stream().flatMap(List::stream).toList();
        held.clear();
        return released;
    }

    synchronized void rest(String feature) {
        resting.add(feature);
    }

    synchronized boolean isResting(String feature) {
        return resting.contains(feature);
    }

    synchronized void posted(String kind) {
        posted.merge(kind, 1L, Long::sum);
    }

    /** How many applications, or events, took place. */
    synchronized long howManyPosted(String kind) {
        return posted.getOrDefault(kind, 0L);
    }

    /** False where it has been said already. */
    synchronized boolean remark(Remark remark) {
        return remarks.add(remark);
    }

    synchronized List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** The first reason counts. */
    synchronized boolean stop(Stop reason) {
        if (stop != null) {
            return false;
        }
        stop = reason;
        return true;
    }

    synchronized void stopListing(Stop reason) {
        if (listingStop == null) {
            listingStop = reason;
        }
    }

    /** Why no further candidate is to be taken up, or null. */
    synchronized Stop stopped() {
        return stop;
    }

    /** Why the run as a whole did not come to its end, or null. */
    synchronized Stop endedBy() {
        return stop != null ? stop : listingStop;
    }
}
