package org.togglloxo.sync.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.Scope;
import org.togglloxo.sync.plan.RunScope;

/** Why a run, or its listing, stops, in words that fit whoever is told. */
final class RunStops {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private static final String OTHERS =
            ". Whoever the mapping leads there is deferred until the next run, all others are delivered";

    private volatile boolean commands = true;
    private final RunScope about;

    RunStops(RunScope about) {
        this.about = about;
    }

    void withoutCommands() {
        commands = false;
    }

    boolean haveCommands() {
        return commands;
    }

    void stop(Run run, Stop reason) {
        Stop worded = worded(reason);
        if (run.stop(worded)) {
            LOG.error("run {} stops: {}", run.id, worded.message());
        }
    }

    void stopAgency(Run run, String agency, Stop reason) {
        String message = new Scope("", agency).said(reason.message());
        Stop worded = worded(new Stop(reason.exitCode(), reason.why(), message + OTHERS, reason.getCause()));
        if (run.stop(agency, worded)) {
            LOG.error("run {} goes on without one agency: {}", run.id, worded.message());
        }
    }

    void stopListing(Run run, Stop reason) {
        Stop worded = worded(reason);
        LOG.error("run {} lists no further: {}", run.id, worded.message());
        run.stopListing(worded);
    }

    private Stop worded(Stop reason) {
        String message = named(reason);
        return commands && message.equals(reason.message())
                ? reason
                : new Stop(
                        reason.exitCode(),
                        reason.why(),
                        commands ? message : message.replace(", then run doctor", ""),
                        reason.getCause());
    }

    /** A candidate's id as people see it: with its workspace where there are several. */
    String shown(String togglId) {
        return about.whose().shown(togglId);
    }

    private String named(Stop reason) {
        Scope scope = about.whose();
        boolean ofLoxo = reason.why().isOfAgency() && !scope.agency().isEmpty();
        return (ofLoxo ? scope.ofAgency() : scope.ofWorkspace()).said(scope.named(reason.message()));
    }

    static Stop interruption() {
        return new Stop(
                Reason.INTERRUPTED,
                "The program was asked to end. What was in flight is finished and recorded; the next run does the rest");
    }

    static Stop down(CandidateResult last, int inARow) {
        return new Stop(
                Reason.LOXO_DOWN,
                "%d candidates in a row were deferred (sync.max-deferred-in-a-row), the last one because: %s. Those not reached stay as they were; the next run does the rest"
                        .formatted(inARow, last.message()));
    }
}
