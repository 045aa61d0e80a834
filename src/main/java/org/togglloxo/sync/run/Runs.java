package org.togglloxo.sync.run;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.Remark;
import org.togglloxo.ledger.RunRow;

/**
 * The one run that may be under way in this process: its beginning, its end, and why it stops. Whoever asks for another one
 * meanwhile waits for its turn.
 */
public final class Runs {

    /** The property of an exchange that says which run it belongs to; it goes through a queue in memory as well. */
    private static final String OWN_RUN = "toggl-loxo-run";

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final RunJournal journal;
    private final Progress progress;
    private final Clock clock;
    private final long limit;
    private final RunLock turns = new RunLock();
    private final ThreadLocal<Run> ownRun = new ThreadLocal<>();
    private final RunConditions admissions = new RunConditions();
    private volatile RunWatch watch = RunWatch.NONE;
    private volatile Progress memory = Progress.NONE;
    private volatile String confirmedBy;
    private volatile PlannedWrites restriction;
    private volatile boolean commands = true;
    private volatile Run run;
    private volatile Run abandoned;
    private volatile RunRow last;
    private volatile Map<CallKind, Long> lastCalls = Map.of();
    private volatile boolean closing;
    private volatile long generation;

    /** @param limit how many candidates a run lists, or 0 for all */
    public Runs(RunJournal journal, Progress progress, Clock clock, long limit) {
        this.journal = journal;
        this.progress = progress;
        this.clock = clock;
        this.limit = limit;
    }

    /** For a flow in which nothing is run. */
    public static Runs none(Clock clock) {
        return new Runs(RunJournal.none(true), Progress.NONE, clock, 1);
    }

    /** From now on somebody sees to it that no run stands still. */
    public void watchedBy(RunWatch watching) {
        watch = watching;
    }

    /** From now on this is told of each run as well, its beginning with the first candidate's way still ahead. */
    public void rememberedBy(Progress remembering) {
        memory = memory.and(remembering);
    }

    /** From now on no run goes on that this does not let in; those before are asked first. */
    public void admittedBy(RunCondition admission) {
        admissions.add(admission);
    }

    /** Somebody has seen what the brake would hold, and wants it done. */
    public void confirmedBy(String actor) {
        confirmedBy = actor;
    }

    /** Who let through what the brake would hold; empty for nobody. */
    public Optional<String> confirmedBy() {
        return Optional.ofNullable(confirmedBy);
    }

    /** From now on nothing is written but this. */
    public void restrictedTo(PlannedWrites writes) {
        restriction = writes;
    }

    /** What alone may be written; empty where there is no such restriction. */
    public Optional<PlannedWrites> restriction() {
        return Optional.ofNullable(restriction);
    }

    /** Waits until no other run is under way. */
    public void begin(Exchange exchange) throws InterruptedException {
        turns.await(exchange);
        try {
            beginAlone();
            Run begun = run;
            begun.listedBy(Thread.currentThread(), exchange.getExchangeId());
            exchange.setProperty(OWN_RUN, begun);
            ownRun.set(begun);
            // for routes that never come to the step finish-run; done before the turn is given on
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    end(begun, null);
                }
            });
            memory.begun(begun.id);
            watch.begin(this, begun);
        } catch (RuntimeException | Error e) {
            turns.end(exchange.getExchangeId());
            throw e;
        }
    }

    /** The first page is there: a run that is not let in lists nobody, and ends as every other one does. */
    public void admit(Set<String> openings) {
        admit(current(), openings);
    }

    private void admit(Run begun, Set<String> openings) {
        // whoever comes meanwhile must see it stopped
        synchronized (admissions) {
            admissions.refusal(begun, openings).ifPresent(refused -> stop(begun, refused));
        }
    }

    /** A candidate came out of the queue; false where nobody waits for it any more. */
    public boolean take(Exchange exchange) {
        Run own = exchange.getProperty(OWN_RUN, Run.class);
        if (own == null) {
            own = run;
        }
        if (own == null || own.isOver()) {
            return false;
        }
        exchange.setProperty(OWN_RUN, own);
        ownRun.set(own);
        own.take(exchange);
        // whoever lists in a way of their own has not asked
        admit(own, Set.of());
        memory.taken(Run.candidate(exchange));
        return true;
    }

    /** It came to its end, in whatever way. */
    public void done(Exchange exchange) {
        Run own = exchange.getProperty(OWN_RUN, Run.class);
        if (own != null) {
            memory.left();
            own.done(exchange);
        }
        ownRun.remove();
    }

    /**
     * The run that this thread is at work for; as a rule the one that is under way. Who was given up on, and goes on even so, is
     * still at work for a run that has ended.
     */
    private Run current() {
        Run own = ownRun.get();
        return own != null ? own : run;
    }

    /** The same where nobody else could have begun one. */
    public void beginAlone() {
        Run begun = new Run(journal.begin(), clock.millis());
        if (closing) {
            begun.stop(interruption());
        }
        generation++;
        run = begun;
        if (!planning()) {
            LOG.info("run {} begins", begun.id);
        }
        progress.begun(begun.id);
    }

    /** How many candidates a run lists, or 0 for all. */
    public long limit() {
        return limit;
    }

    /** Changes with each run; what is read once a run is kept by it. */
    public long generation() {
        return generation;
    }

    /**
     * Something that concerns the run as a whole and does not end it; said once, at once in the log and again at the
     * run's end.
     *
     * @param code for scripts, such as {@code field-unknown}
     */
    public void remark(RemarkCode code, String sentence) {
        Run current = current();
        if (current != null && current.remark(new Remark(code.code(), sentence)) && !planning()) {
            LOG.warn("run {}: {} ({})", current.id, sentence, code.code());
        }
    }

    /** The same for something that went as it should. */
    public void tell(RemarkCode code, String sentence) {
        Run current = current();
        if (current != null && current.remark(new Remark(code.code(), sentence)) && !planning()) {
            LOG.info("run {}: {} ({})", current.id, sentence, code.code());
        }
    }

    /** What was remarked in this run so far. */
    public List<Remark> remarks() {
        Run current = current();
        return current == null ? List.of() : current.remarks();
    }

    /** A feature is not used any more in this run. */
    public void rest(String feature) {
        Run current = current();
        if (current != null) {
            current.rest(feature);
        }
    }

    public boolean isResting(String feature) {
        Run current = current();
        return current != null && current.isResting(feature);
    }

    /** An application or an event took place. */
    public void posted(String kind) {
        Run current = current();
        if (current != null) {
            current.posted(kind);
        }
    }

    /** Calls were answered, or a plan would make them. */
    public void called(CallKind kind, long times) {
        Run current = current();
        if (current != null) {
            current.called(kind, times);
        }
    }

    /** Those of the last run that ended in this process. */
    public Map<CallKind, Long> calls() {
        return lastCalls;
    }

    /** What the run that has just begun has ahead of it. */
    public void expects(Forecast forecast) {
        progress.expects(forecast);
    }

    /** Whether nothing is to be written, to Loxo or the ledger. */
    public boolean planning() {
        return journal.onlyPlanning();
    }

    /** Whether no further candidate is to be taken up. */
    public boolean stopping() {
        Run current = current();
        return current == null || current.stopped() != null;
    }

    /** A page was read; Toggl says that it has so many. */
    public void total(Long total) {
        Long listed = limit > 0 && total != null ? Long.valueOf(Math.min(limit, total)) : total;
        current().turnPage();
        current().expect(listed == null ? 0 : listed);
        memory.total(listed);
        progress.total(listed);
    }

    /** How many candidates will have been listed at the end of the run, as far as it is known. */
    public long expected() {
        Run current = current();
        return current == null ? 0 : current.expected();
    }

    /** Whether a run is under way. */
    public boolean isActive() {
        return run != null;
    }

    /** How many candidates were put into the queue here and were not taken out yet. */
    public long queued() {
        Run current = run;
        return current == null ? 0 : current.queued();
    }

    /** Something was read before the listing begins: the run does not stand still. */
    public void movedOn() {
        current().turnPage();
    }

    /** A candidate went into the queue. */
    public void handedOver() {
        current().handOver();
    }

    /** Everything ends: candidates not reached stay as they were. */
    public void stop(Stop reason) {
        stop(current(), reason);
    }

    void stop(Run stopping, Stop reason) {
        Stop worded = worded(reason);
        if (stopping.stop(worded)) {
            LOG.error("run {} stops: {}", stopping.id, worded.sentence());
        }
    }

    /** From now on nobody is told to use commands of the program, since there is no such program here. */
    public void withoutCommands() {
        commands = false;
    }

    /** Whether those who are told of a run have the commands of the program. */
    public boolean haveCommands() {
        return commands;
    }

    private Stop worded(Stop reason) {
        return commands
                ? reason
                : new Stop(
                        reason.exitCode(),
                        reason.why(),
                        reason.sentence().replace(", then run doctor", ""),
                        reason.getCause());
    }

    /** The listing ends; what had been listed is still delivered. */
    public void stopListing(Stop reason) {
        Run current = current();
        Stop worded = worded(reason);
        LOG.error("run {} lists no further: {}", current.id, worded.sentence());
        current.stopListing(worded);
    }

    /** The process is to end: what is in flight is finished, the rest stays for the next run. */
    public void close() {
        closing = true;
        Run current = run;
        if (current != null) {
            current.stop(interruption());
        }
    }

    /**
     * The end of one candidate's way. One refused by an endpoint is held back until it is known whether the whole
     * endpoint refuses: then it was not the candidate's fault, and it stays as it was.
     */
    public void conclude(CandidateReport passage) {
        Run current = current();
        if (passage.refusedBy() != null) {
            current.hold(passage);
        } else if (passage.entry().conclusion().reached().isPresent()) {
            write(current, passage);
        }
    }

    /** Where nobody can be delivered any more, going on would only defer everybody. */
    public void stopWhenDown(CandidateResult conclusion, int maxInARow) {
        if (current().deferredInARow(conclusion) == maxInARow) {
            stop(new Stop(
                    Reason.LOXO_DOWN,
                    "%d candidates in a row were deferred (sync.max-deferred-in-a-row), the last one because: %s. Those not reached stay as they were; the next run does the rest"
                            .formatted(maxInARow, conclusion.sentence())));
        }
    }

    private void write(Run current, CandidateReport passage) {
        Outcome outcome = passage.entry().conclusion().outcome();
        if (current.isGivenUp() && (outcome == Outcome.DEFERRED || outcome == Outcome.FAILED)) {
            // it was woken, or came too late: the next run finds out
            return;
        }
        journal.record(current.id, passage);
        current.count(outcome);
        if (!current.isGivenUp()) {
            progress.concluded(outcome);
            memory.concluded(passage.entry());
        }
        log(passage, outcome);
    }

    /** An endpoint that had refused some records accepted one: it was about those records. */
    public void accepted(String endpoint) {
        Run current = current();
        if (current != null) {
            current.release(endpoint).forEach(passage -> write(current, passage));
        }
    }

    /**
     * Waits for the workers, then closes the run's row.
     *
     * @throws Stop where it was closed before, since the listing stood still: others were told of it then
     */
    public void finish(Listing listing) {
        Run ending = current();
        if (!end(ending, listing)) {
            throw new Stop(Reason.STALLED, "run %d had ended before".formatted(ending.id));
        }
    }

    /** Ends a run, once; false where it has been ended before. */
    boolean end(Run ending, Listing listing) {
        if (ownRun.get() == ending) {
            ownRun.remove();
        }
        if (!ending.beginEnd()) {
            return false;
        }
        boolean interrupted = !awaitWorkers(ending);
        try {
            sumUp(ending, listing);
        } finally {
            ending.end();
            turns.end(ending.turn());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    /** False where this thread was told to end meanwhile. */
    private boolean awaitWorkers(Run ending) {
        try {
            ending.awaitDone();
            // it was meant to wake the listing, which has come to its end
            return !Thread.interrupted() || ending.isGivenUp();
        } catch (InterruptedException e) {
            if (ending.isGivenUp()) {
                return true;
            }
            stop(ending, interruption());
            abandon(ending);
            return false;
        }
    }

    /** Nobody waits any more for those who are under way. */
    void abandon(Run standing) {
        abandoned = standing;
        standing.giveUp();
    }

    /** The same for the run that is under way, if any. */
    public void abandon() {
        Run current = run;
        if (current != null) {
            abandon(current);
        }
    }

    /** Whether threads are left behind that may never come out. */
    public boolean isSomebodyStuck() {
        Run left = abandoned;
        return left != null && !left.underWay().isEmpty();
    }

    private void sumUp(Run current, Listing listing) {
        try {
            if (current.stopped() == null) {
                current.releaseAll().forEach(passage -> write(current, passage));
            }
        } catch (RuntimeException | Error trouble) {
            stop(current, ending(trouble));
        }
        Listing listed = listing == null ? Listing.nothing() : listing;
        Optional<Stop> cutShort = listed.cutShort();
        if (cutShort.isPresent() && current.endedBy() == null) {
            LOG.error("run {} lists no further: {}", current.id, cutShort.get().sentence());
            current.stopListing(cutShort.get());
        } else if (listed.differs()) {
            LOG.warn(
                    "Toggl Hire lists {} candidates and says that it has {}: people came or went while the list was read; the next run reads it anew",
                    listed.read(),
                    listed.total());
        }
        if (current.endedBy() == null && listed.read() > current.handedOver()) {
            remark(
                    RemarkCode.NOT_QUEUED,
                    "%d of the %d candidates listed did not go into the queue, and nothing is known of them. Check what was last changed in routes/20-list-candidates.camel.yaml; whoever is to be left out is skipped in routes/30-route-candidate.camel.yaml"
                            .formatted(listed.read() - current.handedOver(), listed.read()));
        }
        RunRow row = row(current, listed);
        try {
            journal.end(row);
        } catch (RuntimeException | Error trouble) {
            stop(current, ending(trouble));
            row = row(current, listed);
        }
        last = row;
        lastCalls = current.calls();
        if (run == current) {
            run = null;
        }
        memory.ended(row);
        progress.ended(row);
        if (!planning()) {
            LOG.info("run {} ended: {}", row.id(), row.ended());
        }
    }

    /** What ends a run that cannot be written down. */
    public static Stop ending(Throwable trouble) {
        return trouble instanceof Stop stop
                ? stop
                : new Stop(
                        Reason.UNEXPECTED,
                        "What became of a candidate, or of the run, could not be written down (%s). The next run does the rest; report it"
                                .formatted(trouble.getClass().getSimpleName()),
                        trouble);
    }

    /** The last run that ended in this process, or null. */
    public RunRow last() {
        return last;
    }

    private RunRow row(Run ended, Listing listing) {
        Stop stop = ended.endedBy();
        Map<Outcome, Long> counts = ended.counts();
        boolean attention = counts.get(Outcome.DEFERRED) + counts.get(Outcome.FAILED) > 0;
        ExitCode exitCode = stop != null ? stop.exitCode() : attention ? ExitCode.ATTENTION : ExitCode.OK;
        return new RunRow(
                ended.id,
                ended.startedAt,
                clock.millis(),
                stop == null ? RunRow.FINISHED : stop.reason(),
                exitCode.code(),
                stop == null ? "" : stop.sentence(),
                listing.read(),
                listing.total(),
                counts,
                ended.howManyPosted(OutboxEntry.APPLICATION),
                ended.howManyPosted(OutboxEntry.EVENT),
                ended.remarks());
    }

    private static void log(CandidateReport passage, Outcome outcome) {
        String id = passage.entry().before().togglId();
        if (outcome == Outcome.FAILED || outcome == Outcome.DEFERRED) {
            LOG.warn(
                    "candidate {}: {} ({}): {}",
                    id,
                    outcome.word(),
                    passage.entry().conclusion().reason(),
                    passage.entry().conclusion().sentence());
        } else {
            LOG.debug(
                    "candidate {}: {} {}",
                    id,
                    outcome.word(),
                    passage.entry().conclusion().reason());
        }
    }

    private static Stop interruption() {
        return new Stop(
                Reason.INTERRUPTED,
                "The program was asked to end. What was in flight is finished and recorded; the next run does the rest");
    }
}
