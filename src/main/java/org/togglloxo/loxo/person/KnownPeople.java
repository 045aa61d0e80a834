package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
     * @param addresses all of this person's, in lower case
     * @param words what the first address is made of, but for its top-level domain
     */
    record Known(String id, String address, Set<String> addresses, Set<String> words) {}

    /**
     * By whom an answer is judged.
     *
     * @param there who has to be in it, since they are asked for
     * @param decoy who must not be in it, asked for by nothing but the words that the others have in common; empty where they have
     *     none
     */
    record Witnesses(List<Known> there, Optional<Known> decoy) {}

    static KnownPeople in(List<JsonNode> lines) {
        return new KnownPeople(lines.stream()
                .map(LoxoPerson::new)
                .filter(person -> person.id().isPresent() && !person.emails().isEmpty())
                .map(person -> new Known(
                        person.id().orElseThrow(),
                        person.emails().get(0),
                        person.emails().stream().map(Address::normalised).collect(Collectors.toSet()),
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
     * common word. Where each of them has such a word, somebody else who has it too shows whether it was found by it.
     *
     * @return empty where an answer could not be judged
     */
    Optional<Witnesses> witnesses(Collection<String> addresses, int most) {
        List<Known> unlike = unlike(addresses, most, Set.of());
        if (!unlike.isEmpty()) {
            return Optional.of(new Witnesses(unlike, Optional.empty()));
        }
        Set<String> asked = addresses.stream().map(Address::normalised).collect(Collectors.toSet());
        return people.stream()
                .filter(decoy -> Collections.disjoint(decoy.addresses(), asked))
                .map(decoy -> new Witnesses(
                        new KnownPeople(people.stream()
                                        .filter(one -> Collections.disjoint(one.addresses(), decoy.addresses()))
                                        .toList())
                                .unlike(addresses, most, decoy.words()),
                        Optional.of(decoy)))
                .filter(found -> !found.there().isEmpty())
                .findFirst();
    }

    /** @param but words that count for nothing */
    private List<Known> unlike(Collection<String> addresses, int most, Set<String> but) {
        Set<String> taken = addresses.stream()
                .flatMap(address -> words(address).stream())
                .filter(word -> !but.contains(word))
                .collect(Collectors.toCollection(HashSet::new));
        List<Known> unlike = new ArrayList<>();
        for (Known one : people) {
            if (unlike.size() < most && Collections.disjoint(taken, one.words())) {
                unlike.add(one);
                one.words().stream().filter(word -> !but.contains(word)).forEach(taken::add);
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
