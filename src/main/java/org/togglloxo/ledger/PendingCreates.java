package org.togglloxo.ledger;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates whose answers are not known.
 *
 * @param times when they were sent, and until when their answers were waited for (milliseconds)
 * @param addresses with which they were sent, as hashes
 */
public record PendingCreates(List<Long> times, Set<String> addresses) {

    public static final PendingCreates NONE = new PendingCreates(List.of(), Set.of());

    static PendingCreates among(List<CandidateTable.Related> candidates) {
        List<CandidateTable.Related> pending = candidates.stream()
                .filter(candidate -> candidate.known().createPending())
                .toList();
        return new PendingCreates(
                pending.stream()
                        .flatMap(candidate ->
                                Stream.concat(Stream.of(candidate.known().intentAt()), candidate.sentAt().stream()))
                        .distinct()
                        .toList(),
                pending.stream()
                        .flatMap(candidate -> candidate.sentTo().stream())
                        .collect(Collectors.toSet()));
    }

    /** And with these. */
    public PendingCreates sentWith(Set<String> more) {
        return new PendingCreates(
                times, Stream.concat(addresses.stream(), more.stream()).collect(Collectors.toSet()));
    }

    /** And one of whom nothing but the time is known. */
    public PendingCreates and(long time) {
        return new PendingCreates(Stream.concat(times.stream(), Stream.of(time)).toList(), addresses);
    }
}
