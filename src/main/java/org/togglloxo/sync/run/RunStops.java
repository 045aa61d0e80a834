package org.togglloxo.sync.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** Why a run, or its listing, stops, in words that fit whoever is told. */
final class RunStops {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private volatile boolean commands = true;

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

    void stopListing(Run run, Stop reason) {
        Stop worded = worded(reason);
        LOG.error("run {} lists no further: {}", run.id, worded.message());
        run.stopListing(worded);
    }

    private Stop worded(Stop reason) {
        return commands
                ? reason
                : new Stop(
                        reason.exitCode(),
                        reason.why(),
                        reason.message().replace(", then run doctor", ""),
                        reason.getCause());
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
