package org.togglloxo.sync.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;

/** What is counted of a run in this process. Called by several threads. */
final class RunTally {

    private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);
    private final AtomicLongArray calls = new AtomicLongArray(CallKind.values().length);
    private final Map<String, AtomicInteger> deferredInARow = new ConcurrentHashMap<>();
    private final Map<String, Long> posted = new ConcurrentHashMap<>();

    void count(Outcome outcome) {
        counts.incrementAndGet(outcome.ordinal());
    }

    Map<Outcome, Long> counts() {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts.get(outcome.ordinal()));
        }
        return byOutcome;
    }

    void called(CallKind kind, long times) {
        calls.addAndGet(kind.ordinal(), times);
    }

    /** Those that were made, or that a plan would make. */
    Map<CallKind, Long> calls() {
        Map<CallKind, Long> byKind = new EnumMap<>(CallKind.class);
        for (CallKind kind : CallKind.values()) {
            byKind.put(kind, calls.get(kind.ordinal()));
        }
        return byKind;
    }

    /** Deferred candidates of an agency since the last one that was delivered; said again from the ledger, one does not count. */
    int deferredInARow(String agency, CandidateResult result) {
        AtomicInteger inARow = deferredInARow.computeIfAbsent(agency, first -> new AtomicInteger());
        if (result.outcome() == Outcome.DEFERRED && !result.alreadyRecorded()) {
            return inARow.incrementAndGet();
        }
        if (result.isWritten()) {
            inARow.set(0);
        }
        return 0;
    }

    void posted(String kind) {
        posted.merge(kind, 1L, Long::sum);
    }

    /** How many applications, or events, took place. */
    long howManyPosted(String kind) {
        return posted.getOrDefault(kind, 0L);
    }
}
