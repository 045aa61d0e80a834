package org.togglloxo.sync.run;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.sync.plan.RunScope;

/**
 * The one run that may be under way in this process: its beginning, its end, and why it stops. Whoever asks for another one
 * meanwhile waits for its turn.
 */
public final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final RunJournal journal;
    private final RunObservers observers;
    private final Clock clock;
    private final RunLock lock = new RunLock();
    private final CurrentRun own = new CurrentRun();
    private final RunNotes notes;
    private final RunListing listing;
    private final RunRecorder recorder;
    private final RunScope scope = new RunScope();
    private final RunStops stops = new RunStops(scope);
    private final RunEnd end;
    private final RunConditions conditions = new RunConditions();
    private volatile RunWatch watch = RunWatch.NONE;
    private volatile boolean closing;
    private volatile RunNode node;
    private final AtomicLong generation = new AtomicLong();

    /** @param limit how many candidates a run lists, or 0 for all */
    public Runs(RunJournal journal, Progress progress, Clock clock, long limit) {
        this.journal = journal;
        this.observers = new RunObservers(progress);
        this.clock = clock;
        this.notes = new RunNotes(own, journal.onlyPlanning());
        this.recorder = new RunRecorder(own, journal, observers, stops, notes);
        this.listing = new RunListing(own, stops, observers, limit);
        this.end = new RunEnd(own, lock, recorder, stops, observers, clock, journal.onlyPlanning());
    }

    /** For a flow in which nothing is run. */
    public static Runs none(Clock clock) {
        return new Runs(RunJournal.none(true), Progress.NONE, clock, 1);
    }

    /** From now on somebody sees to it that no run stands still. */
    public void watchedBy(RunWatch watching) {
        watch = watching;
    }

    /**
     * From now on several nodes share the runs.
     *
     * @return to be started and stopped with the flow
     */
    public RunNode shareThrough(SharedRuns shared) {
        node = new RunNode(this, recorder, shared, clock);
        end.sharedBy(node);
        return node;
    }

    /** This process as one of several nodes; null where it is the only one. */
    public RunNode node() {
        return node;
    }

    /** From now on this is told of each run as well, its beginning with the first candidate's way still ahead. */
    public void rememberedBy(Progress remembering) {
        observers.rememberedBy(remembering);
    }

    /** From now on no run goes on that this does not let in; those before are asked first. */
    public void admittedBy(RunCondition condition) {
        conditions.add(condition);
    }

    /** What somebody has said of the runs to come. */
    public RunScope scope() {
        return scope;
    }

    /** What is noted of the run that this thread is at work for. */
    public RunNotes notes() {
        return notes;
    }

    /** What becomes of its candidates, and of itself. */
    public RunRecorder recorder() {
        return recorder;
    }

    /** What the listing says of the run that this thread is at work for. */
    public RunListing listing() {
        return listing;
    }

    /** Waits until no other run is under way. */
    public void begin(Exchange exchange) throws InterruptedException {
        lock.await(exchange);
        try {
            beginAlone();
            Run begun = own.underWay();
            begun.listedBy(Thread.currentThread(), exchange.getExchangeId());
            if (node != null) {
                node.list(begun);
            }
            own.enter(exchange, begun);
            // for routes that never come to the step finish-run; done before the turn is given on
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    end(begun, null);
                }
            });
            observers.rememberBegin(begun.id);
            watch.begin(this, begun);
        } catch (RuntimeException | Error e) {
            lock.end(exchange.getExchangeId());
            throw e;
        }
    }

    /** The first page is there: a run that is not let in lists nobody, and ends as every other one does. */
    public void admit(Set<String> openings) {
        conditions.admit(own.current(), openings, stops);
    }

    /** A candidate came out of the queue; false where nobody waits for it any more. */
    public boolean take(Exchange exchange) {
        Run taking = own.of(exchange).orElse(own.underWay());
        if (taking == null || taking.isOver()) {
            return false;
        }
        take(exchange, taking);
        return true;
    }

    void take(Exchange exchange, Run taking) {
        own.enter(exchange, taking);
        taking.take(exchange);
        // whoever lists in a way of their own, or on another node, has not asked
        conditions.admit(taking, Set.of(), stops);
        observers.taken(Run.candidate(exchange));
    }

    void joined(Run part) {
        generation.incrementAndGet();
        if (own.underWay() == null) {
            own.begun(part);
        }
        observers.joined(part.id);
    }

    /** Another node has ended it. */
    void left(Run part) {
        part.end();
        own.ended(part);
    }

    /** Its own node is gone, and nobody is at work for it any more. */
    void endForOthers(Run part, Listing listing) {
        end.sumUp(part, listing);
        left(part);
    }

    /** It came to its end, in whatever way. */
    public void done(Exchange exchange) {
        own.of(exchange).ifPresent(taken -> {
            observers.left();
            taken.done(exchange);
        });
        own.leave();
    }

    /** The same where nobody else could have begun one. */
    public void beginAlone() {
        Run begun = new Run(journal.begin(), clock.millis());
        if (closing) {
            begun.stop(RunStops.interruption());
        }
        generation.incrementAndGet();
        own.begun(begun);
        if (!planning()) {
            LOG.info("run {} begins", begun.id);
        }
        observers.begun(begun.id);
    }

    /** Changes with each run; what is read once a run is kept by it. */
    public long generation() {
        return generation.get();
    }

    /** Those of the run that is under way in this process, as far as it has come, else of the last one that ended in it. */
    public Map<CallKind, Long> calls() {
        Run current = own.underWay();
        return current == null ? end.lastCalls() : current.tally.calls();
    }

    /** Whether nothing is to be written, to Loxo or the ledger. */
    public boolean planning() {
        return journal.onlyPlanning();
    }

    /** Whether no further candidate is to be taken up. */
    public boolean stopping() {
        Run current = own.current();
        return current == null || current.stopped() != null;
    }

    /** Whether a run is under way. */
    public boolean isActive() {
        return own.underWay() != null;
    }

    /** Everything ends: candidates not reached stay as they were. */
    public void stop(Stop reason) {
        stops.stop(own.current(), reason);
    }

    /** The same where something could not be written down: a candidate without an outcome must be one that was not reached. */
    public void stopUnrecorded(Throwable thrown) {
        stop(RunSummary.stopping(thrown));
    }

    void stop(Run stopping, Stop reason) {
        stops.stop(stopping, reason);
    }

    /** From now on nobody is told to use commands of the program, since there is no such program here. */
    public void withoutCommands() {
        stops.withoutCommands();
    }

    /** Whether those who are told of a run have the commands of the program. */
    public boolean haveCommands() {
        return stops.haveCommands();
    }

    /** The process is to end: what is in flight is finished, the rest stays for the next run. */
    public void close() {
        closing = true;
        // first: whoever is not taken up since a run stops for that must not be acknowledged
        if (node != null) {
            node.stop(RunStops.interruption());
        }
        Run current = own.underWay();
        if (current != null) {
            current.stop(RunStops.interruption());
        }
    }

    /**
     * Waits for the workers, then closes the run's row.
     *
     * @throws Stop where it was closed before, since the listing stood still: others were told of it then
     */
    public void finish(Listing listing) {
        Run ending = own.current();
        if (!end(ending, listing)) {
            throw new Stop(Reason.STALLED, "run %d had ended before".formatted(ending.id));
        }
    }

    /** Ends a run, once; false where it has been ended before. */
    boolean end(Run ending, Listing read) {
        return end.end(ending, read);
    }

    void abandon(Run stalled) {
        own.abandon(stalled);
    }

    /** Nobody waits any more for those who are under way. */
    public void abandon() {
        own.abandonUnderWay();
    }

    /** Whether threads are left behind that may never come out. */
    public boolean isSomebodyStuck() {
        return own.isSomebodyStuck();
    }

    /** The last run that ended in this process, or null. */
    public RunRow last() {
        return end.last();
    }
}
