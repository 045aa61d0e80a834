package org.togglloxo.sync.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** All that is asked before a run, one after the other. */
final class RunConditions {

    private final List<RunCondition> all = new CopyOnWriteArrayList<>();
    private Run admitted;

    void add(RunCondition condition) {
        all.add(condition);
    }

    /** A run that is not let in stops; whoever comes meanwhile sees it stopped. */
    synchronized void admit(Run begun, Set<String> openings, RunStops stops) {
        // calls to both services are made under this lock: nobody is delivered before they are answered
        refusal(begun, openings).ifPresent(refused -> stops.stop(begun, refused));
    }

    /** Why the run must not go on, or empty; each run is asked once. */
    private Optional<Stop> refusal(Run begun, Set<String> openings) {
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
        } catch (RuntimeException error) {
            return Optional.of(new Stop(
                    Reason.UNEXPECTED,
                    "What has to be known before a run could not be found out (%s). Report it"
                            .formatted(error.getClass().getSimpleName()),
                    error));
        }
    }
}
