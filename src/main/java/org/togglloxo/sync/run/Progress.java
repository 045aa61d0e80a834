package org.togglloxo.sync.run;

import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunRow;

/** Who watches a run. Called by several threads. */
public interface Progress {

    /** Nobody. */
    Progress NONE = new Progress() {};

    default void begun(long runId) {}

    /** @param total what Toggl says it has, or null */
    default void total(Long total) {}

    /** What the run has ahead of it, as far as that is known at its first page. */
    default void expects(Forecast forecast) {}

    default void concluded(Outcome outcome) {}

    default void ended(RunRow run) {}
}
