package org.togglloxo.sync.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.SharedRuns;

/** The state of one run; shared by the listing thread and the workers. */
final class Run {

    final long id;
    final long startedAt;
    final RunTally tally = new RunTally();
    private final Map<String, List<CandidateReport>> held = new HashMap<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private final Set<String> disabled = new HashSet<>();
    private final Map<Exchange, RunWatch.Worker> underWay = new IdentityHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Thread lister;
    private String turn;
    private long handedOver;
    private long done;
    private long pages;
    private long expected;
    private boolean ending;
    private boolean givenUp;
    private Stop stop;
    private Stop listingStop;
    private final Map<String, Stop> agencyStops = new LinkedHashMap<>();
    private final Set<String> announced = new HashSet<>();
    private SharedRuns shared;
    private long doneByAll;

    Run(long id, long startedAt) {
        this.id = id;
        this.startedAt = startedAt;
    }

    /** Several nodes deliver its candidates; said before anybody else knows of it. */
    synchronized void share(SharedRuns through) {
        shared = through;
    }

    /** Through which the nodes agree; empty where one process does everything. */
    synchronized Optional<SharedRuns> shared() {
        return Optional.ofNullable(shared);
    }

    /** So many came to an outcome, on whatever node. */
    synchronized void doneByAll(long many) {
        doneByAll = many;
    }

    synchronized long doneEverywhere() {
        return Math.max(done, doneByAll);
    }

    /** On this node alone. */
    synchronized long done() {
        return done;
    }

    /** These are about to go into the queue; returns those before who did not. */
    synchronized Set<String> announce(Collection<String> togglIds) {
        Set<String> left = Set.copyOf(announced);
        announced.clear();
        announced.addAll(togglIds);
        return left;
    }

    /** The thread that lists candidates and, at the end, waits for the workers; and the turn that ends with the run. */
    synchronized void listedBy(Thread thread, String exchangeId) {
        lister = thread;
        turn = exchangeId;
    }

    synchronized String turn() {
        return turn;
    }

    synchronized void turnPage() {
        pages++;
    }

    /** So many candidates will be listed, as far as it is known. */
    synchronized void expect(long many) {
        expected = many;
    }

    synchronized long expected() {
        return Math.max(expected, handedOver);
    }

    synchronized void handOver(String togglId) {
        announced.remove(togglId);
        handedOver++;
    }

    synchronized long handedOver() {
        return handedOver;
    }

    /** A worker took a candidate up. */
    synchronized void take(Exchange exchange) {
        underWay.put(exchange, new RunWatch.Worker(Thread.currentThread(), candidate(exchange)));
    }

    static String candidate(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof JsonNode candidate
                ? candidate.path("id").asText("?")
                : "?";
    }

    /** It came to its end, in whatever way. */
    synchronized void done(Exchange exchange) {
        RunWatch.Worker worker = underWay.remove(exchange);
        if (givenUp && worker != null && worker.thread() == Thread.currentThread()) {
            // meant for what it was at, not for what its thread does next
            Thread.interrupted();
        }
        done++;
        notifyAll();
    }

    synchronized List<RunWatch.Worker> underWay() {
        return List.copyOf(underWay.values());
    }

    synchronized long queued() {
        // one may come out before it is counted in
        return Math.max(0, handedOver - done - underWay.size());
    }

    /** Grows with everything that happens. */
    synchronized long progress() {
        return pages + handedOver + done + doneByAll + underWay.size();
    }

    /** The listing has come to its end; false where somebody has begun before to end the run. */
    synchronized boolean beginEnd() {
        boolean first = !ending;
        ending = true;
        return first;
    }

    synchronized boolean isEnding() {
        return ending;
    }

    /**
     * Waits until everything handed over has come out of the queue, or nobody believes any more that it will; a candidate may come
     * out before it is counted in.
     */
    synchronized void awaitDone() throws InterruptedException {
        while (done < handedOver && !givenUp) {
            wait();
        }
    }

    /** Nobody waits any more for those who are under way; a thread that can be woken goes on to other work. */
    synchronized void giveUp() {
        givenUp = true;
        underWay.values().forEach(worker -> worker.thread().interrupt());
        if (!ending && lister != null) {
            lister.interrupt();
        }
        notifyAll();
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** The run's row is closed. */
    void end() {
        over.countDown();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Waits for the end for a while; whether it has come. */
    boolean isOverWithin(Duration wait) throws InterruptedException {
        return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void hold(CandidateReport refused) {
        held.computeIfAbsent(refused.refusedBy(), endpoint -> new ArrayList<>()).add(refused);
    }

    synchronized List<CandidateReport> release(String endpoint) {
        List<CandidateReport> released = held.remove(endpoint);
        return released == null ? List.of() : released;
    }

    /** Those whom any endpoint of an agency refused that only a mapping leads to. */
    synchronized List<CandidateReport> releaseOf(String agency) {
        List<String> endpoints = held.keySet().stream()
                .filter(endpoint -> endpoint.startsWith(agency + " "))
                .toList();
        return endpoints.stream()
                .flatMap(endpoint -> held.remove(endpoint).stream())
                .toList();
    }

    synchronized List<CandidateReport> releaseAll() {
        List<CandidateReport> released =
                held.values().stream().flatMap(List::stream).toList();
        held.clear();
        return released;
    }

    synchronized void disable(String feature) {
        disabled.add(feature);
    }

    synchronized boolean isDisabled(String feature) {
        return disabled.contains(feature);
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

    /** An agency that only a mapping leads to is not delivered into any more; the first reason counts. */
    synchronized boolean stop(String agency, Stop reason) {
        return agencyStops.putIfAbsent(agency, reason) == null;
    }

    synchronized Optional<Stop> stopped(String agency) {
        return Optional.ofNullable(agencyStops.get(agency));
    }

    synchronized Map<String, Stop> agencyStops() {
        return new LinkedHashMap<>(agencyStops);
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

    /** The same, or why it came to its end without one agency; null where nobody was left out. */
    synchronized Stop incompleteBy() {
        return endedBy() != null
                ? endedBy()
                : agencyStops.values().stream().findFirst().orElse(null);
    }
}
