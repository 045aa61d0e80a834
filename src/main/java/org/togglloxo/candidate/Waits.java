package org.togglloxo.candidate;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.togglloxo.failure.Reason;

/**
 * What somebody who was delivered waits for, as the ledger has it: {@code no-job}, {@code list-unreadable:loxo/source_types},
 * or several of them. Each list is named, so that one that is never given out does not hold up what another one brings.
 */
public record Waits(String text) {

    private static final String LIST = Reason.LIST_UNREADABLE.code() + ':';

    /**
     * From what was found on the way.
     *
     * @param own why the candidate is not put forward yet, or null
     * @param lists those that are needed and were not given out
     */
    public static Waits of(Blocker own, Collection<String> lists) {
        return new Waits(Stream.concat(
                        Stream.ofNullable(own).map(blocker -> blocker.reason().code()),
                        lists.stream().sorted().map(LIST::concat))
                .collect(Collectors.joining(" ")));
    }

    /** The codes of the reasons, each once. */
    public List<String> codes() {
        return words().map(word -> word.replaceFirst(":.*", "")).distinct().toList();
    }

    /** The lists; an empty one where an earlier version did not write down which. */
    public List<String> lists() {
        return words().filter(word -> Reason.LIST_UNREADABLE.is(word) || word.startsWith(LIST))
                .map(word -> word.replaceFirst("[^:]*:?", ""))
                .toList();
    }

    private Stream<String> words() {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
