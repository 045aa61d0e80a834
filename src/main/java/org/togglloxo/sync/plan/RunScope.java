package org.togglloxo.sync.plan;

import java.util.Optional;
import org.togglloxo.settings.Scope;

/** What somebody has said of the runs to come: that an edit of the rules may go through, or that nothing but a plan may be done. */
public final class RunScope {

    private volatile Scope whose = Scope.ONLY;

    private volatile String confirmedBy;
    private volatile PlannedWrites restriction;

    /** Somebody has seen what the brake would hold, and wants it done. */
    public void confirmedBy(String actor) {
        confirmedBy = actor;
    }

    /** Who let through what the brake would hold; empty for nobody. */
    public Optional<String> confirmedBy() {
        return Optional.ofNullable(confirmedBy);
    }

    /** From now on nothing is written but this. */
    public void restrictedTo(PlannedWrites writes) {
        restriction = writes;
    }

    /** What alone may be written; empty where there is no such restriction. */
    public Optional<PlannedWrites> restriction() {
        return Optional.ofNullable(restriction);
    }

    /** Whose runs they are: where these have names, whatever stops a run is said with them. */
    public void of(Scope those) {
        whose = those;
    }

    public Scope whose() {
        return whose;
    }
}
