package org.togglloxo.sync.run;

import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.RunRow;

/** Who is told how a run goes: whoever watches it, and whatever remembers it for those who come later. */
final class RunObservers {

    private final Progress shown;
    private volatile Progress memory = Progress.NONE;

    RunObservers(Progress shown) {
        this.shown = shown;
    }

    void rememberedBy(Progress remembering) {
        memory = remembering;
    }

    void begun(long runId) {
        shown.begun(runId);
    }

    void rememberBegin(long runId) {
        memory.begun(runId);
    }

    void expects(Forecast forecast) {
        shown.expects(forecast);
    }

    void total(Long total) {
        memory.total(total);
        shown.total(total);
    }

    void concluded(Outcome outcome) {
        shown.concluded(outcome);
        memory.concluded(outcome);
    }

    void ended(RunRow row) {
        memory.ended(row);
        shown.ended(row);
    }
}
