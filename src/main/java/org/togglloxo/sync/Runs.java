package org.togglloxo.sync;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Posting;
import org.togglloxo.ledger.Remark;
import org.togglloxo.ledger.RunRow;

/**
 * The one run that may be under way in this process: its beginning, its end, and why it stops. Whoever asks for another one
 * meanwhile waits for its turn.
 */
public final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Journal journal;
    private final Progress progress;
    private final Clock clock;
    private final long limit;
    private final Turns turns = new Turns();
    private volatile Run run;
    private volatile RunRow last;
    private volatile boolean closing;
    private volatile long generation;

    /** @param limit how many candidates a run lists, or 0 for all */
    public Runs(Journal journal, Progress progress, Clock clock, long limit) {
        this.journal = journal;
        this.progress = progress;
        this.clock = clock;
        this.limit = limit;
    }

    /** For a flow in which nothing is run. */
    public static Runs none(Clock clock) {
        return new Runs(Journal.none(true), Progress.NONE, clock, 1);
    }

    /** Step {@code begin-run}: waits until no other run is under way. */
    public void begin(Exchange exchange) throws InterruptedException {
        turns.await(exchange);
        try {
            beginAlone();
        } catch (RuntimeException e) {
            turns.end();
            throw e;
        }
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
    long generation() {
        return generation;
    }

    /**
     * Something that concerns the run as a whole and does not end it; said once, at once in the log and again at the
     * run's end.
     *
     * @param code for scripts, such as {@code field-unknown}
     */
    public void remark(String code, String sentence) {
        Run current = run;
        if (current != null && current.remark(new Remark(code, sentence)) && !planning()) {
            LOG.warn("run {}: {} ({})", current.id, sentence, code);
        }
    }

    /** The same for something that went as it should. */
    public void tell(String code, String sentence) {
        Run current = run;
        if (current != null && current.remark(new Remark(code, sentence)) && !planning()) {
            LOG.info("run {}: {} ({})", current.id, sentence, code);
        }
    }

    /** What was remarked in this run so far. */
    public List<Remark> remarks() {
        Run current = run;
        return current == null ? List.of() : current.remarks();
    }

    /** A feature is not used any more in this run. */
    public void rest(String feature) {
        Run current = run;
        if (current != null) {
            current.rest(feature);
        }
    }

    public boolean isResting(String feature) {
        Run current = run;
        return current != null && current.isResting(feature);
    }

    /** An application or an event took place. */
    public void posted(String kind) {
        Run current = run;
        if (current != null) {
            current.posted(kind);
        }
    }

    /** Whether nothing is to be written, to Loxo or the ledger. */
    public boolean planning() {
        return journal.onlyPlanning();
    }

    /** Whether no further candidate is to be taken up. */
    public boolean stopping() {
        Run current = run;
        return current == null || current.stopped() != null;
    }

    /** What Toggl says it has. */
    public void total(Long total) {
        progress.total(limit > 0 && total != null ? Long.valueOf(Math.min(limit, total)) : total);
    }

    /** Step {@code count-in}: a candidate went into the queue. */
    public void handedOver() {
        run.handOver();
    }

    /** Everything ends: candidates not reached stay as they were. */
    public void stop(Stop reason) {
        if (run.stop(reason)) {
            LOG.error("run {} stops: {}", run.id, reason.sentence());
        }
    }

    /** The listing ends; what had been listed is still delivered. */
    public void stopListing(Stop reason) {
        LOG.error("run {} lists no further: {}", run.id, reason.sentence());
        run.stopListing(reason);
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
    void conclude(Passage passage) {
        Run current = run;
        if (passage.refusedBy() != null) {
            current.hold(passage);
        } else if (passage.entry().conclusion().reached().isPresent()) {
            write(current, passage);
        }
    }

    /** Where nobody can be delivered any more, going on would only defer everybody. */
    void stopWhenDown(Conclusion conclusion, int maxInARow) {
        if (run.deferredInARow(conclusion) == maxInARow) {
            stop(new Stop(
                    ExitCode.ATTENTION,
                    "loxo-down",
                    "%d candidates in a row were deferred (sync.max-deferred-in-a-row), the last one because: %s. Those not reached stay as they were; the next run does the rest"
                            .formatted(maxInARow, conclusion.sentence())));
        }
    }

    private void write(Run current, Passage passage) {
        Outcome outcome = passage.entry().conclusion().outcome();
        journal.record(current.id, passage);
        current.count(outcome);
        progress.concluded(outcome);
        log(passage, outcome);
    }

    /** An endpoint that had refused some records accepted one: it was about those records. */
    public void accepted(String endpoint) {
        Run current = run;
        if (current != null) {
            current.release(endpoint).forEach(passage -> write(current, passage));
        }
    }

    /** A candidate came out of the queue, in whatever way. */
    void done() {
        run.done();
    }

    /** Step {@code finish-run}: waits for the workers, then closes the run's row. */
    public void finish(@Variable("listing") Listing listing) throws InterruptedException {
        try {
            sumUp(run, listing);
        } finally {
            turns.end();
        }
    }

    private void sumUp(Run current, Listing listing) throws InterruptedException {
        current.awaitDone();
        try {
            if (current.stopped() == null) {
                current.releaseAll().forEach(passage -> write(current, passage));
            }
        } catch (Stop ledgerTrouble) {
            stop(ledgerTrouble);
        }
        Listing listed = listing == null ? Listing.nothing() : listing;
        Optional<Stop> cutShort = listed.cutShort();
        if (cutShort.isPresent() && current.endedBy() == null) {
            stopListing(cutShort.get());
        } else if (listed.differs()) {
            LOG.warn(
                    "Toggl Hire lists {} candidates and says that it has {}: people came or went while the list was read; the next run reads it anew",
                    listed.read(),
                    listed.total());
        }
        last = row(current, listed);
        try {
            journal.end(last);
        } catch (Stop ledgerTrouble) {
            stop(ledgerTrouble);
            last = row(current, listed);
        }
        run = null;
        progress.ended(last);
        if (!planning()) {
            LOG.info("run {} ended: {}", last.id(), last.ended());
        }
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
                stop == null ? "finished" : stop.reason(),
                exitCode.code(),
                stop == null ? "" : stop.sentence(),
                listing.read(),
                listing.total(),
                counts,
                ended.howManyPosted(Posting.APPLICATION),
                ended.howManyPosted(Posting.EVENT),
                ended.remarks());
    }

    private static void log(Passage passage, Outcome outcome) {
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
                ExitCode.ATTENTION,
                "interrupted",
                "The program was asked to end. What was in flight is finished and recorded; the next run does the rest");
    }
}
