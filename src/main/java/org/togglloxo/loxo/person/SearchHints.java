package org.togglloxo.loxo.person;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.sync.delivery.RecentPeople;

/**
 * What the ledger knows of whoever may turn out to be the person that is looked for.
 *
 * @param remembered people who are known to hold one of the addresses; Loxo's search may not know them yet
 * @param unfinished people who were made for one of the addresses and do not hold it yet: it is still to be written to them
 * @param shared people who other candidates with one of the addresses are: each of them where nobody holds it in Loxo
 * @param pending creates whose answers are not known
 */
public record SearchHints(
        List<String> remembered, List<String> unfinished, List<String> shared, PendingCreates pending) {

    public static final SearchHints NONE = new SearchHints(List.of(), List.of(), List.of(), PendingCreates.NONE);

    /**
     * And what others did a moment ago.
     *
     * @param addresses as hashes
     * @param ago how far back lies what Loxo's search may not show
     * @param clock by which the times of creates are told
     */
    public SearchHints and(RecentPeople recent, Collection<String> addresses, Duration ago, Clock clock) {
        SearchHints hints = new SearchHints(
                with(remembered, recent.found(addresses, ago)),
                with(unfinished, recent.made(addresses)),
                shared,
                pending);
        for (RecentPeople.Unknown made : recent.unknown(addresses)) {
            hints = hints.pendingAt(before(made.sentAgo(), clock), made.addresses())
                    .pendingAt(before(made.endedAgo(), clock), made.addresses());
        }
        return hints;
    }

    private static List<String> with(List<String> some, List<String> more) {
        return more.isEmpty()
                ? some
                : Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static long before(Duration ago, Clock clock) {
        return clock.millis() - ago.toMillis();
    }

    /** And a create that was sent then (milliseconds) with these addresses, or whose answer was waited for until then. */
    SearchHints pendingAt(long time, Set<String> hashes) {
        return new SearchHints(remembered, unfinished, shared, pending.and(time).sentWith(hashes));
    }

    /** And these. */
    SearchHints remembering(List<String> more) {
        return new SearchHints(with(remembered, more), unfinished, shared, pending);
    }

    boolean isPending() {
        return !pending.times().isEmpty();
    }

    /** Until when (milliseconds) an answer to a create was waited for that never came. */
    public Optional<Long> lastPending() {
        return pending.times().stream().max(Comparator.naturalOrder());
    }

    /** Whether a pending create was sent with this address. */
    boolean wasSent(String hash) {
        return pending.addresses().contains(hash);
    }

    /**
     * The person in Loxo whom the ledger knows a candidate to be.
     *
     * @param settled addresses with which the person was delivered to before, or linked by hand: somebody else who holds one of
     *     them makes nothing ambiguous, it is left to them
     * @param takesAddresses whether addresses that the person lacks are written even where there are others
     */
    record OwnPerson(String id, List<String> settled, boolean takesAddresses) {}
}
