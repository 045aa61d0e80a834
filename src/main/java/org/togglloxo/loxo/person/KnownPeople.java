package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Address;
import org.togglloxo.loxo.api.LoxoPerson;

/**
 * People of whom it is known that they are there: an answer that should hold them and does not proves nothing.
 *
 * @param people the oldest first, since Loxo's search knows them, however it lags
 */
record KnownPeople(List<Known> people) {

    static final KnownPeople NONE = new KnownPeople(List.of());

    /**
     * Somebody who is there.
     *
     * @param words what the address is made of, but for its top-level domain
     */
    record Known(String id, String address, Set<String> words) {}

    static KnownPeople in(List<JsonNode> lines) {
        return new KnownPeople(lines.stream()
                .map(LoxoPerson::new)
                .filter(person -> person.id().isPresent() && !person.emails().isEmpty())
                .map(person -> new Known(
                        person.id().orElseThrow(),
                        person.emails().get(0),
                        words(person.emails().get(0))))
                .sorted(Comparator.comparingInt((Known one) -> one.id().length())
                        .thenComparing(Known::id))
                .toList());
    }

    boolean isEmpty() {
        return people.isEmpty();
    }

    /**
     * Those whom a search for these addresses, or for one another's, does not find as something similar: a full text finds by a
     * common word.
     */
    List<Known> unlike(Collection<String> addresses, int most) {
        Set<String> taken = addresses.stream()
                .flatMap(address -> words(address).stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<Known> unlike = new ArrayList<>();
        for (Known one : people) {
            if (unlike.size() < most && Collections.disjoint(taken, one.words())) {
                unlike.add(one);
                taken.addAll(one.words());
            }
        }
        return unlike;
    }

    private static Set<String> words(String address) {
        return Arrays.stream(Address.normalised(address)
                        .replaceFirst("\\.[^.@]*$", "")
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
