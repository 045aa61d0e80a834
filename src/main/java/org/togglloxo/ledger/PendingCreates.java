package org.togglloxo.ledger;

import java.util.List;
import java.util.Set;

/**
 * Creates whose answers are not known.
 *
 * @param times when they were sent, and until when their answers were waited for (milliseconds)
 * @param addresses with which they were sent, as hashes
 */
public record PendingCreates(List<Long> times, Set<String> addresses) {

    public static final PendingCreates NONE = new PendingCreates(List.of(), Set.of());
}
