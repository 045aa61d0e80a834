package org.togglloxo.ledger.run;

import java.util.List;
import java.util.Map;
import org.togglloxo.candidate.Outcome;

/**
 * One run.
 *
 * @param id counts up from 1
 * @param startedAt milliseconds
 * @param endedAt milliseconds, or null while it is under way or when the process died
 * @param ended {@code finished} or the reason code of the stop
 * @param exitCode how the process ended, or would have
 * @param message why it stopped, or empty
 * @param listed different candidates that were read from Toggl
 * @param total what Toggl said it has, or null
 * @param counts by outcome
 * @param applications how many candidates were put forward for a job
 * @param events how many events were recorded
 * @param remarks what somebody should know of it
 */
public record RunRow(
        long id,
        long startedAt,
        Long endedAt,
        String ended,
        Integer exitCode,
        String message,
        long listed,
        Long total,
        Map<Outcome, Long> counts,
        long applications,
        long events,
        List<Remark> remarks) {

    /** How a run ended that did not stop. */
    public static final String FINISHED = "finished";
}
