package org.togglloxo.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people are told, and when: once when it goes wrong, once more when something else does or much more of it, now and then while
 * it stays so, and once when it is well again.
 */
final class AlertPolicy {

    /** Where so many times as many candidates fail as people were told of, they are told again. */
    private static final int MUCH_MORE = 2;

    /** Where nobody was told yet they are told of the last run that went wrong, not of the first. */
    private static final Set<AlertKind> ABOUT_RUNS =
            EnumSet.of(AlertKind.DEGRADED, AlertKind.WORSE, AlertKind.REMINDER);

    private final Duration remindAfter;
    private final Duration staleAfter;

    /**
     * Goes by two times.
     *
     * @param remindAfter so long after the last alert people are reminded; zero for never
     * @param staleAfter so long without a run that came to its end is told; zero for never
     */
    AlertPolicy(Duration remindAfter, Duration staleAfter) {
        this.remindAfter = remindAfter;
        this.staleAfter = staleAfter;
    }

    /** What is remembered after a run; its last alert is a new one where people are to be told. */
    AlertState after(AlertState before, AssessedRun run) {
        // nobody was listed before either: that makes nothing well
        boolean stillNobody = run.problems().isEmpty()
                && run.listed() == 0
                && before.problems().contains(RunAssessment.NOBODY);
        if (run.interrupted() || stillNobody) {
            return before;
        }
        return run.problems().isEmpty() ? afterGood(before, run) : afterBad(before, run);
    }

    private static AlertState afterGood(AlertState before, AssessedRun run) {
        AlertState now = before.well();
        if (before.degraded()) {
            return now.telling(
                    alert(before, AlertKind.WELL_AGAIN, run, before.since(), before.runs(), before.reasons(), ""));
        }
        if (before.stale()) {
            return now.telling(
                    alert(before, AlertKind.WELL_AGAIN, run, before.last().since(), 0, List.of(), ""));
        }
        return run.unusual().isEmpty()
                ? before
                : now.telling(alert(before, AlertKind.UNUSUAL, run, run.at(), 0, run.unusual(), run.next()));
    }

    private AlertState afterBad(AlertState before, AssessedRun run) {
        Set<String> all = new TreeSet<>(before.problems());
        boolean other = all.addAll(run.problems());
        boolean muchMore = run.problems().contains("failed") && run.unsuccessful() >= MUCH_MORE * before.unsuccessful();
        AlertKind kind = !before.degraded()
                ? AlertKind.DEGRADED
                : other || muchMore ? AlertKind.WORSE : isDue(before, run.at()) ? AlertKind.REMINDER : null;
        if (kind == null) {
            AlertState now = before.wrong(run, all, before.unsuccessful());
            return before.told() || !ABOUT_RUNS.contains(before.last().kind()) ? now : now.untold(run);
        }
        AlertState now = before.wrong(run, all, Math.max(before.unsuccessful(), run.unsuccessful()));
        List<String> reasons = new ArrayList<>(run.reasons());
        reasons.addAll(run.unusual());
        return now.telling(alert(before, kind, run, now.since(), now.runs(), reasons, run.next()));
    }

    private boolean isDue(AlertState before, long at) {
        return !remindAfter.isZero() && at - before.remindedAt() >= remindAfter.toMillis();
    }

    private static Alert alert(
            AlertState before,
            AlertKind kind,
            AssessedRun run,
            long since,
            long runs,
            List<String> reasons,
            String next) {
        return new Alert(before.lastId() + 1, kind, run.id(), run.at(), since, runs, reasons, next);
    }

    /** Whether no run has come to its end for too long, and nobody knows. */
    boolean isStale(AlertState before, long lastGood, long now) {
        return !staleAfter.isZero() && !before.stale() && lastGood > 0 && now - lastGood >= staleAfter.toMillis();
    }

    /** What is remembered once people are told that. */
    AlertState stale(AlertState before, long run, long lastGood, long now, String next) {
        return before.staleOnly(true)
                .telling(new Alert(
                        before.lastId() + 1,
                        AlertKind.STALE,
                        run,
                        now,
                        lastGood,
                        before.runs(),
                        before.reasons(),
                        next));
    }
}
