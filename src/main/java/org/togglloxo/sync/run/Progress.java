package org.togglloxo.sync.run;

import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;

/** Who watches a run. Called by several threads. */
public interface Progress {

    /** Nobody. */
    Progress NONE = new Progress() {};

    default void begun(long runId) {}

    /** This node takes part in a run that began on another one. */
    default void joined(long runId) {}

    /** @param total what Toggl says it has, or null */
    default void total(Long total) {}

    /** What the run has ahead of it, as far as that is known at its first page. */
    default void expects(Forecast forecast) {}

    /** A worker takes a candidate up; until {@link #left} this thread is at work on no other. */
    default void taken(String togglId) {}

    default void completed(Outcome outcome) {}

    /** The same with all that is written down of it. */
    default void completed(CandidateUpdate entry) {
        completed(entry.result().outcome());
    }

    /** This thread is done with the candidate that it took up. */
    default void left() {}

    default void ended(RunRow run) {}

    /** Both, one after the other. */
    default Progress and(Progress other) {
        return this == NONE ? other : other == NONE ? this : new Both(this, other);
    }

    /** Two who watch. */
    record Both(Progress one, Progress other) implements Progress {

        @Override
        public void begun(long runId) {
            one.begun(runId);
            other.begun(runId);
        }

        @Override
        public void joined(long runId) {
            one.joined(runId);
            other.joined(runId);
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
        public void completed(Outcome outcome) {
            one.completed(outcome);
            other.completed(outcome);
        }

        @Override
        public void completed(CandidateUpdate entry) {
            one.completed(entry);
            other.completed(entry);
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
}
