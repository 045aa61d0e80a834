package org.togglloxo.sandbox.loxo.agency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of Lucene's query language that is spoken to {@code GET /people}: {@code emails:"a@b.c"}, {@code emails:("a" OR "b")},
 * parentheses, {@code AND}, {@code OR}, and no word between two for {@code OR}. Any other text is looked for in names.
 */
public sealed interface PeopleQuery {

    record Email(String address) implements PeopleQuery {}

    record Name(String words) implements PeopleQuery {}

    record AnyOf(List<PeopleQuery> parts) implements PeopleQuery {}

    record AllOf(List<PeopleQuery> parts) implements PeopleQuery {}

    /** The addresses that it names, in order. */
    default List<String> addresses() {
        if (this instanceof Email email) {
            return List.of(email.address());
        }
        return parts(this).stream().flatMap(part -> part.addresses().stream()).toList();
    }

    /** Whether it asks for nothing but any of its addresses. */
    default boolean isOfAddressesAlone() {
        return this instanceof Email
                || this instanceof AnyOf any && any.parts().stream().allMatch(PeopleQuery::isOfAddressesAlone);
    }

    /**
     * Who is meant.
     *
     * @param byAddress who holds an address
     * @param byName who has the words in the name
     */
    default Set<Person> found(
            Function<String, Collection<Person>> byAddress, Function<String, Collection<Person>> byName) {
        if (this instanceof Email email) {
            return new LinkedHashSet<>(byAddress.apply(email.address()));
        }
        if (this instanceof Name name) {
            return new LinkedHashSet<>(byName.apply(name.words()));
        }
        Set<Person> found = new LinkedHashSet<>();
        boolean first = true;
        for (PeopleQuery part : parts(this)) {
            Set<Person> more = part.found(byAddress, byName);
            if (first || this instanceof AnyOf) {
                found.addAll(more);
            } else {
                found.retainAll(more);
            }
            first = false;
        }
        return found;
    }

    private static List<PeopleQuery> parts(PeopleQuery query) {
        return query instanceof AnyOf any ? any.parts() : query instanceof AllOf all ? all.parts() : List.of();
    }

    static PeopleQuery of(String text) {
        return new Reader(text).whole().orElseGet(() -> new Name(text));
    }

    /** Reads it from left to right; what it does not understand is no query of this kind. */
    final class Reader {

        private static final Pattern TOKEN =
                Pattern.compile("\\s*(?:(emails:)|\"((?:[^\"\\\\]|\\\\.)*)\"|([()])|(AND|OR)\\b)\\s*");

        private final Matcher token;
        private final int length;
        private int at;

        Reader(String text) {
            token = TOKEN.matcher(text);
            length = text.length();
        }

        Optional<PeopleQuery> whole() {
            Optional<PeopleQuery> query = any(false);
            return at == length ? query : Optional.empty();
        }

        /** @param inField whether a phrase is an address */
        private Optional<PeopleQuery> any(boolean inField) {
            return joined("OR", () -> joined("AND", () -> one(inField), AllOf::new), AnyOf::new);
        }

        private Optional<PeopleQuery> joined(
                String word, Supplier<Optional<PeopleQuery>> read, Function<List<PeopleQuery>, PeopleQuery> join) {
            List<PeopleQuery> parts = new ArrayList<>();
            Optional<PeopleQuery> part = read.get();
            while (part.isPresent()) {
                parts.add(part.get());
                int before = at;
                boolean more = take(4, word) || word.equals("OR") && isPart();
                part = more ? read.get() : Optional.empty();
                if (more && part.isEmpty()) {
                    at = before;
                }
            }
            return parts.size() < 2 ? parts.stream().findFirst() : Optional.of(join.apply(parts));
        }

        private Optional<PeopleQuery> one(boolean inField) {
            if (take(3, "(")) {
                Optional<PeopleQuery> inner = any(inField);
                return take(3, ")") ? inner : Optional.empty();
            }
            if (take(1, "emails:")) {
                return one(true);
            }
            if (next() && token.group(2) != null) {
                at = token.end();
                String phrase = token.group(2).replaceAll("\\\\(.)", "$1");
                return Optional.of(inField ? new Email(phrase) : new Name(phrase));
            }
            return Optional.empty();
        }

        private boolean isPart() {
            return next() && Stream.of(1, 2).anyMatch(group -> token.group(group) != null);
        }

        private boolean take(int group, String word) {
            boolean there = next() && word.equals(token.group(group));
            at = there ? token.end() : at;
            return there;
        }

        private boolean next() {
            return at < length && token.region(at, length).lookingAt();
        }
    }
}
