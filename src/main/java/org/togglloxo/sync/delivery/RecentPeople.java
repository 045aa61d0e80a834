package org.togglloxo.sync.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom somebody made, or gave an address to, a moment ago: Loxo's search may not show them yet, and whoever looks for the address
 * next has no ledger, or another one, to ask. Addresses are known by their hashes.
 */
public final class RecentPeople {

    private static final int MOST = 50_000;
    /** For so long it is remembered what may not have come to its end. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Write> latest = new LinkedHashMap<>();

    RecentPeople(Clock clock) {
        this.clock = clock;
    }

    /**
     * A write.
     *
     * @param person null where nobody knows who it is
     * @param isFor whether the person is to get the address, be it there already or not
     * @param addresses all that were sent with it
     */
    private record Write(String person, boolean isFor, Set<String> addresses, long sentAt, long endedAt) {}

    /**
     * A write of which nobody knows whom it made.
     *
     * @param sentAgo how long ago it was sent
     * @param endedAgo how long ago it came to its end
     * @param addresses of the person, as hashes
     */
    public record Unknown(Duration sentAgo, Duration endedAgo, Set<String> addresses) {}

    /** This person was made for these addresses, or is to get them, and may lack some of them still. */
    public void isMadeFor(Collection<String> addresses, String person) {
        put(addresses, person, true, Duration.ZERO);
    }

    /** This person was found, or is complete: those of these addresses that they hold may not be shown yet. */
    public void isFoundBy(Collection<String> addresses, String person) {
        put(addresses, person, false, Duration.ZERO);
    }

    /** Somebody may hold them by now, and nobody knows who: what was sent so long ago has no answer, or one that does not tell. */
    public void isUnknown(Collection<String> addresses, Duration sentAgo) {
        put(addresses, null, false, sentAgo);
    }

    private synchronized void put(Collection<String> addresses, String person, boolean isFor, Duration sentAgo) {
        long now = clock.millis();
        Write write = new Write(person, isFor, Set.copyOf(addresses), now - sentAgo.toMillis(), now);
        for (String address : addresses) {
            // the oldest stands first
            latest.remove(address);
            latest.put(address, write);
        }
        Iterator<Write> oldest = latest.values().iterator();
        while (oldest.hasNext() && (oldest.next().endedAt() < now - KEPT.toMillis() || latest.size() > MOST)) {
            oldest.remove();
        }
    }

    /** The ids of those who were found by one of these addresses not longer ago. */
    public List<String> found(Collection<String> addresses, Duration ago) {
        return ids(addresses, ago, false);
    }

    /** The ids of those who were made for one of these addresses. */
    public List<String> made(Collection<String> addresses) {
        return ids(addresses, KEPT, true);
    }

    private List<String> ids(Collection<String> addresses, Duration ago, boolean isFor) {
        return within(addresses, ago)
                .filter(write -> write.person() != null && write.isFor() == isFor)
                .map(Write::person)
                .distinct()
                .toList();
    }

    /** The writes of unknown people with one of these addresses. */
    public List<Unknown> unknown(Collection<String> addresses) {
        long now = clock.millis();
        return within(addresses, KEPT)
                .filter(write -> write.person() == null)
                .map(write -> new Unknown(
                        Duration.ofMillis(now - write.sentAt()),
                        Duration.ofMillis(now - write.endedAt()),
                        write.addresses()))
                .distinct()
                .toList();
    }

    private synchronized Stream<Write> within(Collection<String> addresses, Duration ago) {
        long since = clock.millis() - ago.toMillis();
        return addresses.stream()
                .map(latest::get)
                .filter(write -> write != null && write.endedAt() > since)
                .toList()
                .stream();
    }
}
