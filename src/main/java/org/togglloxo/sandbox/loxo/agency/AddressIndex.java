package org.togglloxo.sandbox.loxo.agency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Loxo's search by address: ranked full text, so behind the exact hits come people who share the local part or the
 * domain. What was written less than the lag ago is not found yet. Guarded by the store.
 */
public final class AddressIndex {

    private static final int NEAR_MISSES = 3;
    private static final int KEPT_NEIGHBOURS = 8;

    private record Entry(Person person, Instant since) {}

    private final Duration lag;
    private final Map<String, List<Entry>> byAddress = new HashMap<>();
    private final Map<String, List<Entry>> byPart = new HashMap<>();
    private Instant caughtUpAt = Instant.EPOCH;

    AddressIndex(Duration lag) {
        this.lag = lag;
    }

    void add(Person person, Person.Contact email) {
        Entry entry = new Entry(person, email.since());
        String address = lower(email.value());
        byAddress.computeIfAbsent(address, k -> new ArrayList<>(1)).add(entry);
        for (String part : parts(address)) {
            List<Entry> neighbours = byPart.computeIfAbsent(part, k -> new ArrayList<>(1));
            if (neighbours.size() < KEPT_NEIGHBOURS) {
                neighbours.add(entry);
            }
        }
    }

    void remove(Person person) {
        for (Person.Contact email : person.emails) {
            String address = lower(email.value());
            byAddress.getOrDefault(address, new ArrayList<>()).removeIf(entry -> entry.person == person);
            parts(address).forEach(part -> byPart.getOrDefault(part, new ArrayList<>())
                    .removeIf(entry -> entry.person == person));
        }
    }

    /** Everything written so far can be found from now on. */
    public void catchUp() {
        caughtUpAt = Instant.now();
    }

    public List<Person> search(List<String> addresses) {
        Set<Person> hits = new LinkedHashSet<>();
        addresses.forEach(address -> visible(byAddress.get(lower(address)), hits, Integer.MAX_VALUE));
        int withNearMisses = hits.size() + NEAR_MISSES;
        addresses.forEach(
                address -> parts(lower(address)).forEach(part -> visible(byPart.get(part), hits, withNearMisses)));
        return List.copyOf(hits);
    }

    /** Whoever holds the address, found by the search or not. */
    public List<Person> holders(String address) {
        return byAddress.getOrDefault(lower(address), List.of()).stream()
                .map(Entry::person)
                .toList();
    }

    /** Addresses that more than one person holds. */
    public Map<String, List<Long>> shared() {
        Map<String, List<Long>> shared = new LinkedHashMap<>();
        byAddress.forEach((address, entries) -> {
            if (entries.size() > 1) {
                shared.put(
                        address, entries.stream().map(entry -> entry.person.id).toList());
            }
        });
        return shared;
    }

    private void visible(List<Entry> entries, Set<Person> hits, int most) {
        if (entries != null) {
            Instant until = Instant.now().minus(lag);
            entries.stream()
                    .filter(entry -> !entry.since.isAfter(until) || !entry.since.isAfter(caughtUpAt))
                    .takeWhile(entry -> hits.size() < most)
                    .forEach(entry -> hits.add(entry.person));
        }
    }

    private static List<String> parts(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? List.of() : List.of(address.substring(0, at + 1), address.substring(at));
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
