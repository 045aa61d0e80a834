package org.togglloxo.sync.delivery;

import java.util.Optional;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.sync.run.Runs;

/**
 * Whether an agency is still delivered into. What concerns all of an agency stops the run where its workspace delivers there; where
 * only a mapping leads to it, its candidates alone are deferred until the run ends.
 */
public final class AgencyStop {

    private final Runs runs;
    private final String mapped;

    /** @param agencies the name of the one that only a mapping leads to, where it is such a one, is said with whatever stops it */
    public AgencyStop(Runs runs, Agencies agencies) {
        this.runs = runs;
        this.mapped = agencies.own().equals(agencies.usual()) ? "" : agencies.own();
    }

    /**
     * Nobody can be delivered any more.
     *
     * @return how the candidate ends that met it
     */
    public CandidateResult stop(Stop reason) {
        if (isOfMapped(reason)) {
            runs.recorder().stopAgency(mapped, reason);
        } else {
            runs.stop(reason);
        }
        return stopped().orElse(CandidateResult.notReached());
    }

    private boolean isOfMapped(Stop reason) {
        // so Toggl Hire's own waits end
        boolean loxoWaits = reason.why() == Reason.TOLD_TO_WAIT && reason.exitCode() != ExitCode.LIST;
        return !mapped.isEmpty() && (loxoWaits || reason.why().isOfAgency());
    }

    /** How a candidate ends for whom no call is to be made any more; empty while there is nothing in the way. */
    public Optional<CandidateResult> stopped() {
        if (runs.stopping()) {
            return Optional.of(CandidateResult.notReached());
        }
        return mapped.isEmpty() ? Optional.empty() : runs.recorder().ofStopped(mapped);
    }

    /** Where nobody can be delivered any more, going on would only defer everybody. */
    public void whenDown(CandidateResult last, int mostInARow) {
        runs.recorder().down(mapped, last, mostInARow).ifPresent(this::stop);
    }

    /** An endpoint as it is known to the run, where each agency has one of that name. */
    public String named(String endpoint) {
        return mapped.isEmpty() ? endpoint : mapped + " " + endpoint;
    }
}
