package org.togglloxo.observe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.http.StatusException;
import org.togglloxo.ledger.run.RunRow;

/** How the last run ended, be it in this process, in one before or on another node. */
final class RunStatus implements FlowObserver {

    private static final double MILLIS = 1_000;
    private static final String FINISHED = "finished";

    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private volatile RunRow last;
    private volatile long lastSuccess;

    /**
     * What the ledger says: of processes before this one, and of runs that another node has made since.
     *
     * @param newestFirst the last ones
     */
    synchronized void read(List<RunRow> newestFirst) {
        List<RunRow> ended =
                newestFirst.stream().filter(run -> run.endedAt() != null).toList();
        ended.stream()
                .findFirst()
                .filter(run -> last == null || run.id() > last.id())
                .ifPresent(run -> {
                    answering.clear();
                    last = run;
                });
        ended.stream()
                .filter(RunStatus::isSuccess)
                .mapToLong(RunRow::endedAt)
                .max()
                .ifPresent(at -> lastSuccess = Math.max(lastSuccess, at));
    }

    /** Whether it came to its end, whatever became of single candidates. */
    private static boolean isSuccess(RunRow run) {
        return run.ended().equals(FINISHED);
    }

    @Override
    public synchronized void ended(RunRow run) {
        answering.clear();
        if (isSuccess(run)) {
            lastSuccess = run.endedAt();
        }
        last = run;
    }

    @Override
    public void called(Call call) {
        if (StatusException.isSuccess(call.status())) {
            answering.add(call.api());
        }
    }

    /** The last run that ended, or null. */
    RunRow last() {
        return last;
    }

    /** Whether a service has answered since the last run ended: what it refused then, it does not refuse any more. */
    boolean hasAnsweredSince(String api) {
        return answering.contains(api);
    }

    /** When a run came to its end last (seconds since 1970); 0 for never. */
    double lastSuccess() {
        return lastSuccess / MILLIS;
    }
}
