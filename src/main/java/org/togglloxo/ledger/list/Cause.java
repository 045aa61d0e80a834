package org.togglloxo.ledger.list;

import java.util.List;
import org.togglloxo.candidate.Outcome;

/**
 * What several candidates failed or wait for.
 *
 * @param count how many
 * @param last when the last of them came to it (milliseconds)
 * @param some the ids of the first ones
 */
public record Cause(Outcome outcome, String reason, String message, long count, long last, List<String> some) {}
