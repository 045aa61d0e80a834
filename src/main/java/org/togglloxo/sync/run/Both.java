package org.togglloxo.sync.run;

import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;

/** Two who watch. */
record Both(Progress one, Progress other) implements Progress {

    @Override
    public void begun(long runId) {
        one.begun(runId);
        other.begun(runId);
    }

    @Override
    public void total(Long total) {
        one.total(total);
        other.total(total);
    }

    @Override
    public void expects(Forecast forecast) {
        one.expects(forecast);
        other.expects(forecast);
    }

    @Override
    public void taken(String togglId) {
        one.taken(togglId);
        other.taken(togglId);
    }

    @Override
    public void concluded(Outcome outcome) {
        one.concluded(outcome);
        other.concluded(outcome);
    }

    @Override
    public void concluded(CandidateUpdate entry) {
        one.concluded(entry);
        other.concluded(entry);
    }

    @Override
    public void left() {
        one.left();
        other.left();
    }

    @Override
    public void ended(RunRow run) {
        one.ended(run);
        other.ended(run);
    }
}
