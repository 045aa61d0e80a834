package org.togglloxo.sync.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** All that is asked before a run, one after the other, and what somebody has allowed, or alone has allowed. */
public final class RunConditions {

    private final List<RunCondition> all = new CopyOnWriteArrayList<>();
    private Run admitted;
    private volatile String confirmedBy;
    private volatile PlannedWrites restriction;

    /** From now on no run goes on that this does not let in; those before are asked first. */
    public void add(RunCondition condition) {
        all.add(condition);
    }

    /** Why the run must not go on, or empty; each run is asked once. */
    Optional<Stop> refusal(Run begun, Set<String> openings) {
        if (admitted == begun) {
            return Optional.empty();
        }
        admitted = begun;
        try {
            for (RunCondition condition : all) {
                if (begun.stopped() != null) {
                    return Optional.empty();
                }
                condition.check(openings);
            }
            return Optional.empty();
        } catch (Stop refused) {
            return Optional.of(refused);
        } catch (RuntimeException trouble) {
            return Optional.of(new Stop(
                    Reason.UNEXPECTED,
                    "What has to be known before a run could not be found out (%s). Report it"
                            .formatted(trouble.getClass().getSimpleName()),
                    trouble));
        }
    }

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
}
