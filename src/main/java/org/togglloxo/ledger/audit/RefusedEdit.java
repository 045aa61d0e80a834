package org.togglloxo.ledger.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something saved in {@code routes/} or {@code config/} that cannot be used, while the version before goes on.
 *
 * @param node the process that refused it: host and working directory
 * @param line 0 where none can be told
 * @param message the cause
 * @param since milliseconds
 */
public record RefusedEdit(
        String node,
        String file,
        int line,
        @JsonProperty("sentence") String message,
        long since) {}
