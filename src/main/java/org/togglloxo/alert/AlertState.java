package org.togglloxo.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is remembered from run to run.
 *
 * @param last the last alert, or null
 * @param told whether everybody got it
 * @param toldBy the ways by which somebody did
 * @param claimedUntil until then (milliseconds) some node is at telling it
 * @param problems the codes of all that went wrong since it last went well; empty: all is well
 * @param reasons what was wrong last, in words
 * @param since the end of the first run that went wrong (milliseconds)
 * @param runs how many did
 * @param remindedAt when people were told of it last (milliseconds)
 * @param unsuccessful how many candidates had failed or were deferred when they were told
 * @param stale whether they know that no run comes to its end
 */
record AlertState(
        Alert last,
        boolean told,
        List<String> toldBy,
        long claimedUntil,
        Set<String> problems,
        List<String> reasons,
        long since,
        long runs,
        long remindedAt,
        @JsonProperty("troubled") long unsuccessful,
        boolean stale) {

    /** Before the first run. */
    static final AlertState WELL =
            new AlertState(null, true, List.of(), 0, new TreeSet<>(), List.of(), 0, 0, 0, 0, false);

    boolean degraded() {
        return !problems.isEmpty();
    }

    long lastId() {
        return last == null ? 0 : last.id();
    }

    /** With an alert that nobody was told yet. */
    AlertState telling(Alert alert) {
        return new AlertState(
                alert, false, List.of(), 0, problems, reasons, since, runs, alert.at(), unsuccessful, stale);
    }

    /** With the same alert, as the run shows it now. */
    AlertState untold(AssessedRun run) {
        Alert now = new Alert(last.id(), last.kind(), run.id(), run.at(), since, runs, run.reasons(), run.next());
        return new AlertState(
                now, told, toldBy, claimedUntil, problems, reasons, since, runs, remindedAt, unsuccessful, stale);
    }

    AlertState claimed(long until) {
        return new AlertState(
                last, told, toldBy, until, problems, reasons, since, runs, remindedAt, unsuccessful, stale);
    }

    AlertState told(boolean everybody, List<String> by) {
        return new AlertState(last, everybody, by, 0, problems, reasons, since, runs, remindedAt, unsuccessful, stale);
    }

    /** Nothing is wrong any more. */
    AlertState well() {
        return new AlertState(last, told, toldBy, claimedUntil, new TreeSet<>(), List.of(), 0, 0, 0, 0, false);
    }

    AlertState staleOnly(boolean now) {
        return new AlertState(
                last, told, toldBy, claimedUntil, problems, reasons, since, runs, remindedAt, unsuccessful, now);
    }

    /** One more run that went wrong. */
    AlertState wrong(AssessedRun run, Set<String> all, long many) {
        boolean first = !degraded();
        return new AlertState(
                last,
                told,
                toldBy,
                claimedUntil,
                all,
                run.reasons(),
                first ? run.at() : since,
                first ? 1 : runs + 1,
                remindedAt,
                many,
                stale && !run.finished());
    }
}
