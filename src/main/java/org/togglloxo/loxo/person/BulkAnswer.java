package org.togglloxo.loxo.person;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.sync.delivery.LookedUp;

/**
 * What was learnt of many addresses at once.
 *
 * @param holders by address, who holds it; an address that is missing here has to be asked for by itself
 * @param indexed by address, the ids of people who held it some time ago; they have to be read
 * @param askedAt when it was asked (milliseconds)
 * @param askedAtByLedger the same by the ledger's clock
 * @param age for so long it may be acted on
 */
record BulkAnswer(
        Map<String, List<LoxoPerson>> holders,
        Map<String, List<String>> indexed,
        long askedAt,
        long askedAtByLedger,
        Duration age,
        Clock clock)
        implements LookedUp {

    @Override
    public boolean isFresh() {
        long ago = clock.millis() - askedAt;
        return ago >= 0 && ago < age.toMillis();
    }

    /** Whether this person was found, and not read. */
    boolean isAbout(String id) {
        return holders.values().stream()
                .flatMap(List::stream)
                .anyMatch(person -> person.id().orElse("").equals(id));
    }

    /** Those of the addresses' people who have to be read. */
    List<String> indexed(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> indexed.getOrDefault(address, List.of()).stream())
                .distinct()
                .toList();
    }
}
