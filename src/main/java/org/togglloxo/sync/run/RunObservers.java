package org.togglloxo.sync.run;

import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;

/** Who is told how a run goes: whoever watches it, and whatever remembers it for those who come later. */
final class RunObservers {

    private final Progress shown;
    private volatile Progress memory = Progress.NONE;

    RunObservers(Progress shown) {
        this.shown = shown;
    }

    void rememberedBy(Progress remembering) {
        memory = memory.and(remembering);
    }

    void begun(long runId) {
        shown.begun(runId);
    }

    void rememberBegin(long runId) {
        memory.begun(runId);
    }

    void joined(long runId) {
        memory.joined(runId);
    }

    void expects(Forecast forecast) {
        shown.expects(forecast);
    }

    void total(Long total) {
        memory.total(total);
        shown.total(total);
    }

    void taken(String togglId) {
        memory.taken(togglId);
    }

    void completed(CandidateUpdate update) {
        shown.completed(update.result().outcome());
        memory.completed(update);
    }

    void left() {
        memory.left();
    }

    void ended(RunRow row) {
        memory.ended(row);
        shown.ended(row);
    }
}
