package org.togglloxo.ledger.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.togglloxo.candidate.Outcome;

/**
 * Something that happened to a candidate, as {@code explain} tells it.
 *
 * @param runId the run, or {@link #NO_RUN} for what a webhook told or somebody decided by hand
 * @param at milliseconds
 * @param call the call that failed, or null
 * @param answer what Loxo said to it, without secrets and addresses, or null
 */
public record Event(
        String togglId,
        long runId,
        long at,
        String lane,
        Outcome outcome,
        String reason,
        @JsonProperty("sentence") String message,
        String call,
        String answer) {

    public static final long NO_RUN = 0;
}
