package org.togglloxo.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Call;
import org.togglloxo.sandbox.message.Request;

/** What was asked: counts for ever, whole calls up to a bound (the newest), endpoints that do not exist. */
public final class CallLog {

    private static final int NAMES = 1000;

    private final int bound;
    private final Deque<Call> newest = new ArrayDeque<>();
    private final Map<String, Map<Integer, Long>> counts = new TreeMap<>();
    private final Set<String> unexpected = new LinkedHashSet<>();

    CallLog(int bound) {
        this.bound = bound;
    }

    void answered(Request request, Answer answer, boolean applied, boolean faulty) {
        record(request, answer.status(), answer.about(), applied, faulty);
    }

    void cut(Request request, String about, boolean applied) {
        record(request, 0, about, applied, true);
    }

    private synchronized void record(Request request, int status, String about, boolean applied, boolean faulty) {
        String operation = request.template().isEmpty() ? "unknown" : request.operation();
        counts.computeIfAbsent(operation, k -> new TreeMap<>()).merge(status, 1L, Long::sum);
        if (bound == 0) {
            return;
        }
        if (newest.size() == bound) {
            newest.removeFirst();
        }
        newest.addLast(new Call(
                request.number(),
                Instant.now(),
                request.method(),
                request.path(),
                request.template(),
                request.query(),
                request.fields(),
                status,
                applied,
                faulty,
                about));
    }

    public synchronized void unexpected(String operation) {
        if (unexpected.size() < NAMES) {
            unexpected.add(operation);
        }
    }

    public synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    public synchronized List<Call> calls() {
        return List.copyOf(newest);
    }

    public synchronized Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((operation, byStatus) -> sums.put(
                operation, byStatus.values().stream().mapToLong(Long::longValue).sum()));
        return sums;
    }

    public synchronized long count(String operation, int status) {
        return counts.getOrDefault(operation, Map.of()).getOrDefault(status, 0L);
    }

    public synchronized void forget() {
        newest.clear();
        counts.clear();
        unexpected.clear();
    }
}
