package org.togglloxo.sync.run;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RunRow;

/** What a run came to, once nobody is at work for it any more. */
final class RunSummary {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Run run;
    private final Listing listing;

    RunSummary(Run run, Listing listing) {
        this.run = run;
        this.listing = listing;
    }

    /** Whether the list can be trusted to its end; returns what is to be remarked where an edit keeps people out of the queue. */
    Optional<String> warning() {
        Optional<Stop> cutShort = listing.cutShort();
        if (cutShort.isPresent() && run.endedBy() == null) {
            LOG.error("run {} lists no further: {}", run.id, cutShort.get().message());
            run.stopListing(cutShort.get());
        } else if (listing.differs()) {
            LOG.warn(
                    "Toggl Hire lists {} candidates and says that it has {}: people came or went while the list was read; the next run reads it anew",
                    listing.read(),
                    listing.total());
        }
        return run.endedBy() == null && listing.read() > run.handedOver()
                ? Optional.of(
                        "%d of the %d candidates listed did not go into the queue, and nothing is known of them. Check what was last changed in routes/20-list-candidates.camel.yaml; whoever is to be left out is skipped in routes/30-route-candidate.camel.yaml"
                                .formatted(listing.read() - run.handedOver(), listing.read()))
                : Optional.empty();
    }

    /** @param byAll what all nodes counted, where several share the run */
    RunRow row(long endedAt, Optional<RunRow> byAll) {
        Stop stop = run.incompleteBy();
        Map<Outcome, Long> counts = byAll.map(RunRow::counts).orElseGet(run.tally::counts);
        boolean attention = counts.get(Outcome.DEFERRED) + counts.get(Outcome.FAILED) > 0;
        ExitCode exitCode = stop != null ? stop.exitCode() : attention ? ExitCode.ATTENTION : ExitCode.OK;
        return new RunRow(
                run.id,
                run.startedAt,
                endedAt,
                stop == null ? RunRow.FINISHED : stop.reason(),
                exitCode.code(),
                stop == null ? "" : stop.message(),
                listing.read(),
                listing.total(),
                counts,
                byAll.map(RunRow::applications).orElseGet(() -> run.tally.howManyPosted(OutboxEntry.APPLICATION)),
                byAll.map(RunRow::events).orElseGet(() -> run.tally.howManyPosted(OutboxEntry.EVENT)),
                run.remarks());
    }

    /** What ends a run that cannot be written down. */
    static Stop stopping(Throwable thrown) {
        return thrown instanceof Stop stop
                ? stop
                : new Stop(
                        Reason.UNEXPECTED,
                        "What became of a candidate, or of the run, could not be written down (%s). The next run does the rest; report it"
                                .formatted(thrown.getClass().getSimpleName()),
                        thrown);
    }
}
