package org.togglloxo.sync.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.run.SharedRunState;
import org.togglloxo.ledger.run.SharedRuns;

/**
 * This process as one of several nodes that take candidates out of one queue. Whatever they have to agree on (who has an outcome,
 * why a run stops, when it ends) goes through the ledger, once a second; a node that dies takes none of it along.
 */
public final class RunNode extends ServiceSupport {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS_AT_THE_END = Duration.ofMillis(100);

    private final Runs runs;
    private final RunRecorder recorder;
    private final SharedRuns shared;
    private final Clock clock;
    private final List<Runnable> eachLook = new CopyOnWriteArrayList<>();
    private final Map<Long, Run> parts = new ConcurrentHashMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean stopped;
    private String lastError = "";

    RunNode(Runs runs, RunRecorder recorder, SharedRuns shared, Clock clock) {
        this.runs = runs;
        this.recorder = recorder;
        this.shared = shared;
        this.clock = clock;
    }

    /** What else the nodes have to agree on: done every second. */
    public void agreeOn(Runnable what) {
        eachLook.add(what);
    }

    @Override
    protected void doStart() {
        shared.isHere();
        Thread looking = new Thread(this::lookAgainAndAgain, "look-at-shared-runs");
        looking.setDaemon(true);
        looking.start();
    }

    @Override
    protected void doStop() {
        ending.countDown();
        try {
            shared.leave();
        } catch (Failure unheard) {
            LOG.debug("the other nodes are not told that this one ends", unheard);
        }
    }

    private void lookAgainAndAgain() {
        while (pause()) {
            look();
        }
    }

    private void look() {
        try {
            shared.isHere();
            parts.values().forEach(this::look);
            shared.abandoned().forEach(this::takeOver);
            eachLook.forEach(Runnable::run);
            lastError = "";
        } catch (RuntimeException e) {
            if (!lastError.equals(e.getMessage())) {
                lastError = String.valueOf(e.getMessage());
                LOG.warn("this node cannot agree with the others now: {}", lastError);
            }
        }
    }

    /** A run begins here. */
    void list(Run run) {
        run.share(shared);
        shared.list(run.id);
        parts.put(run.id, run);
    }

    /** This node's part of a run, wherever it began; empty once it has ended. */
    synchronized Optional<Run> join(long runId) {
        Run known = parts.get(runId);
        if (known != null) {
            return known.isOver() ? Optional.empty() : Optional.of(known);
        }
        return shared.state(runId).map(state -> {
            Run part = new Run(runId, clock.millis());
            part.share(shared);
            part.expect(state.total());
            state.stop().ifPresent(part::stop);
            parts.put(runId, part);
            runs.joined(part);
            return part;
        });
    }

    /**
     * A candidate came out of the queue, for the run that the message names; false where nobody waits for it any more, and where
     * this node is to end: its routes may be gone already. Where the ledger does not say so, it is waited for until this node
     * ends: who has come out comes out again at another node only.
     */
    public boolean take(Exchange exchange, long runId, String togglId) {
        Optional<Run> part = stopped
                ? Optional.empty()
                : insist(() -> join(runId)
                        .filter(joined -> joined.stopped() == null)
                        .filter(joined -> shared.waits(runId, togglId)));
        part.ifPresent(joined -> runs.take(exchange, joined));
        return part.isPresent();
    }

    /** Somebody whose message cannot be read: the run in which they wait goes on without them. */
    public void fail(Exchange exchange, String togglId, Runnable failing) {
        insist(() -> shared.waitsIn(togglId).flatMap(this::join)).ifPresent(waiting -> {
            runs.take(exchange, waiting);
            try {
                failing.run();
            } finally {
                runs.done(exchange);
            }
        });
    }

    private <T> T insist(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (Failure unanswered) {
                if (stopped || !pause()) {
                    throw unanswered;
                }
            }
        }
    }

    /** False where this node ends meanwhile. */
    private boolean pause() {
        try {
            return !ending.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the process is to end, and what it leaves is taken up by others. */
    public boolean isToEnd() {
        return stopped;
    }

    /** The process is to end: its part of every run. */
    void stop(Stop reason) {
        stopped = true;
        parts.values().forEach(part -> part.stop(reason));
    }

    private void look(Run part) {
        if (part.isOver()) {
            parts.remove(part.id);
            return;
        }
        report(part);
        Optional<SharedRunState> seen = shared.state(part.id);
        if (seen.isEmpty()) {
            endedElsewhere(part);
            return;
        }
        SharedRunState state = seen.get();
        part.doneByAll(state.done());
        agreeToStop(part, state);
        if (state.listEnded() && !state.queued() && part.stopped() == null) {
            recorder.writeHeld(part);
        }
    }

    private void report(Run part) {
        shared.report(
                part.id,
                part.done(),
                part.tally.howManyPosted(OutboxEntry.APPLICATION),
                part.tally.howManyPosted(OutboxEntry.EVENT),
                part.underWay().size(),
                part.remarks());
    }

    /** What stops one node stops all, but for the end of a process. */
    private void agreeToStop(Run part, SharedRunState state) {
        Stop own = part.stopped();
        if (own != null && own.why() != Reason.INTERRUPTED && state.stop().isEmpty()) {
            shared.stop(part.id, own);
        }
        state.stop().filter(stop -> own == null).ifPresent(stop -> {
            runs.stop(part, stop);
            if (stop.why() == Reason.STALLED) {
                runs.abandon(part);
            }
        });
    }

    private void endedElsewhere(Run part) {
        if (part.turn() == null) {
            runs.left(part);
        } else if (!part.isEnding()) {
            // its own listing is still at work, and ends it here
            runs.stop(
                    part,
                    new Stop(
                            Reason.INTERRUPTED,
                            "Another node ended the run, since this one was not heard of for longer than sync.node-timeout. The next run does the rest"));
        }
    }

    /** Returns when nobody is at work for a run any more that is listed here, on whatever node. */
    void awaitEnd(Run run, Listing listing) throws InterruptedException {
        shared.withdraw(run.id, run.announce(Set.of()));
        shared.listed(run.id, listing.read(), listing.total(), run.endedBy());
        while (!run.isGivenUp() && !isOver(run)) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_AT_THE_END.toMillis());
        }
        // the sum is made of what all have reported
        report(run);
    }

    private boolean isOver(Run run) {
        Stop own = run.stopped();
        if (own != null && own.why() == Reason.INTERRUPTED) {
            return run.underWay().isEmpty();
        }
        Optional<SharedRunState> state = shared.state(run.id);
        if (state.isEmpty()) {
            return true;
        }
        agreeToStop(run, state.get());
        if (run.stopped() != null) {
            return run.underWay().isEmpty() && !state.get().busy();
        }
        if (state.get().queued()) {
            return false;
        }
        recorder.writeHeld(run);
        return !state.get().held() && run.underWay().isEmpty();
    }

    /** Whether other nodes go on with a run that this one, which is to end, has begun. */
    boolean leavesToOthers(Run run) {
        Stop stop = run.stopped();
        return stopped && stop != null && stop.why() == Reason.INTERRUPTED && shared.isAnotherHere();
    }

    /** The node that lists is gone: where its listing had ended, what it listed is delivered, else the run ends as it is. */
    private void takeOver(long runId) {
        Optional<SharedRunState> seen = shared.state(runId);
        Optional<Run> joined = join(runId);
        if (seen.isEmpty() || joined.isEmpty()) {
            return;
        }
        SharedRunState state = seen.get();
        if (!state.listEnded() && state.stop().isEmpty()) {
            shared.stop(
                    runId,
                    new Stop(
                            Reason.INTERRUPTED,
                            "The node that listed the candidates died or was cut off in the middle; the next run does the rest"));
            return;
        }
        boolean over = state.stop().isPresent() ? !state.busy() : !state.queued() && !state.held();
        if (over) {
            Run part = joined.get();
            shared.listingStop(runId).ifPresent(part::stopListing);
            state.stop().ifPresent(part::stop);
            RunRow listed = shared.sum(runId);
            runs.endForOthers(part, new Listing(listed.listed(), listed.total(), false, 0));
        }
    }
}
