package org.togglloxo.sync.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whom somebody made, or gave an address to, a moment ago: Loxo's search may not show them yet, and whoever looks for the address
 * next has no ledger, or another one, to ask. Addresses are known by their hashes.
 */
public final class RecentPeople {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Write> latest = new LinkedHashMap<>();

    RecentPeople(Clock clock) {
        this.clock = clock;
    }

    /** @param person null where nobody knows who it is */
    private record Write(String person, long sentAt, long endedAt) {}

    /** A write of which nobody knows whom it made: how long ago it was sent, and came to its end. */
    public record Unknown(Duration sentAgo, Duration endedAgo) {}

    /** This person holds these addresses now. */
    public void wrote(Collection<String> addresses, String person) {
        long now = clock.millis();
        put(addresses, new Write(person, now, now));
    }

    /** Somebody may hold them by now, and nobody knows who: what was sent so long ago has no answer, or one that does not tell. */
    public void wroteUnknown(Collection<String> addresses, Duration sentAgo) {
        long now = clock.millis();
        put(addresses, new Write(null, now - sentAgo.toMillis(), now));
    }

    private synchronized void put(Collection<String> addresses, Write write) {
        for (String address : addresses) {
            // the oldest stands first
            latest.remove(address);
            latest.put(address, write);
        }
        while (latest.size() > MOST) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    /** The ids of those who got one of these addresses not longer ago. */
    public List<String> people(Collection<String> addresses, Duration ago) {
        return within(addresses, ago)
                .map(Write::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The writes of unknown people that came to their end not longer ago. */
    public List<Unknown> unknown(Collection<String> addresses, Duration ago) {
        long now = clock.millis();
        return within(addresses, ago)
                .filter(write -> write.person() == null)
                .map(write ->
                        new Unknown(Duration.ofMillis(now - write.sentAt()), Duration.ofMillis(now - write.endedAt())))
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
