package org.togglloxo.sync.run;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.run.SharedRuns;

/** Writes down what becomes of candidates, each once, and of the run; who is held back, when it is known whose fault it was. */
public final class RunRecorder {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final CurrentRun own;
    private final RunJournal journal;
    private final RunObservers observers;
    private final RunStops stops;
    private final RunNotes notes;

    RunRecorder(CurrentRun own, RunJournal journal, RunObservers observers, RunStops stops, RunNotes notes) {
        this.own = own;
        this.journal = journal;
        this.observers = observers;
        this.stops = stops;
        this.notes = notes;
    }

    /**
     * The end of one candidate's way. One refused by an endpoint is held back until it is known whether the whole
     * endpoint refuses: then it was not the candidate's fault, and it stays as it was.
     */
    public void record(CandidateReport report) {
        Run run = own.current();
        if (report.refusedBy() != null) {
            run.hold(report);
            run.shared()
                    .ifPresent(shared ->
                            shared.hold(run.id, report.entry().before().togglId()));
        } else if (report.entry().result().reached().isPresent()) {
            write(run, report);
        }
    }

    /** An endpoint that had refused some records accepted one: it was about those records. */
    public void accepted(String endpoint) {
        Run run = own.current();
        if (run != null) {
            run.release(endpoint).forEach(report -> write(run, report));
        }
    }

    /**
     * Counts who is deferred.
     *
     * @param agency the name of one that only a mapping leads to, else empty
     * @return why nobody can be delivered there any more, where so many were in a row
     */
    public Optional<Stop> down(String agency, CandidateResult result, int maxInARow) {
        return own.current().tally.deferredInARow(agency, result) == maxInARow
                ? Optional.of(RunStops.down(result, maxInARow))
                : Optional.empty();
    }

    /** From now on the run does not deliver into an agency that only a mapping leads to. */
    public void stopAgency(String agency, Stop reason) {
        stops.stopAgency(own.current(), agency, reason);
    }

    /** How a candidate ends where the run does not deliver into such an agency any more; empty where it does. */
    public Optional<CandidateResult> ofStopped(String agency) {
        Run run = own.current();
        return run == null ? Optional.empty() : run.stopped(agency).map(RunRecorder::deferred);
    }

    private static CandidateResult deferred(Stop stop) {
        return CandidateResult.of(Outcome.DEFERRED, Reason.AGENCY_STOPPED, stop.message());
    }

    /**
     * What a run came to that nobody is at work for any more; it is told even where it cannot be written down.
     *
     * @param onAllNodes false where other nodes go on with it
     */
    RunRow close(Run run, Listing listing, Clock clock, boolean onAllNodes) {
        try {
            if (run.stopped() == null) {
                writeHeld(run);
            }
        } catch (RuntimeException | Error e) {
            stops.stop(run, RunSummary.stopping(e));
        }
        RunSummary summary = new RunSummary(run, listing);
        summary.warning().ifPresent(message -> notes.remark(RemarkCode.NOT_QUEUED, message));
        try {
            Optional<SharedRuns> shared = run.shared();
            RunRow row = summary.row(clock.millis(), shared.map(all -> all.sum(run.id)));
            if (shared.isPresent() && onAllNodes) {
                return shared.get().end(row);
            }
            if (shared.isEmpty()) {
                journal.end(row);
            }
            return row;
        } catch (RuntimeException | Error e) {
            stops.stop(run, RunSummary.stopping(e));
            return summary.row(clock.millis(), Optional.empty());
        }
    }

    /** All who were held back: it was about them, but for those whose whole agency is not delivered into any more. */
    void writeHeld(Run run) {
        run.agencyStops().forEach((agency, stop) -> run.releaseOf(agency)
                .forEach(report -> write(run, report.endingAs(deferred(stop)))));
        run.releaseAll().forEach(report -> write(run, report));
    }

    private void write(Run run, CandidateReport report) {
        Outcome outcome = report.entry().result().outcome();
        if (run.isGivenUp() && (outcome == Outcome.DEFERRED || outcome == Outcome.FAILED)) {
            // it was woken, or came too late: the next run finds out
            return;
        }
        if (run.shared().isPresent()) {
            journal.recordShared(run.id, report);
        } else {
            journal.record(run.id, report);
        }
        run.tally.count(outcome);
        if (!run.isGivenUp()) {
            observers.completed(report.entry());
        }
        log(report, outcome);
    }

    private void log(CandidateReport report, Outcome outcome) {
        String id = stops.shown(report.entry().before().togglId());
        if (outcome == Outcome.FAILED || outcome == Outcome.DEFERRED) {
            LOG.warn(
                    "candidate {}: {} ({}): {}",
                    id,
                    outcome.word(),
                    report.entry().result().reason(),
                    report.entry().result().message());
        } else {
            LOG.debug(
                    "candidate {}: {} {}",
                    id,
                    outcome.word(),
                    report.entry().result().reason());
        }
    }
}
