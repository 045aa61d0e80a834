package org.togglloxo.loxo.person;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * What a delivery changes on a person.
 *
 * <p>PUT {@code email} and {@code phone} add a value; {@code raw_tags[]} appends, {@code all_raw_tags[]} replaces all tags
 * (loxo-20, loxo-22). So tags are replaced only to take away one that this candidate had put there before, and only where
 * the answer told which tags there are.
 */
public record PersonChanges(
        List<Change> fields, List<String> newTags, Optional<List<String>> allTags, List<String> removedTags) {

    /** Values that Loxo keeps as a list: a write adds one. */
    private static final Set<String> LISTS = Set.of("email", "phone");

    /** The POST that creates a person; tags are left out, since Loxo ignores them there (loxo-19). */
    public static LoxoRequest creation(Delivery delivery) {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        delivery.person().forEach((name, value) -> form.add(Map.entry("person[" + name + "]", value)));
        delivery.emails().stream().findFirst().ifPresent(email -> form.add(Map.entry("person[email]", email)));
        return LoxoRequest.write("POST", "/people", form);
    }

    /** Everything, on a person yet to be created. */
    static PersonChanges ofNew(Delivery delivery, CustomValues extras) {
        List<Change> fields = new ArrayList<>();
        delivery.emails().forEach(email -> fields.add(new Change("email", null, email)));
        delivery.person().forEach((parameter, value) -> fields.add(new Change(parameter, null, value)));
        fields.addAll(extras.onNew());
        return new PersonChanges(fields, delivery.tags(), Optional.empty(), List.of());
    }

    /**
     * What is missing or, with {@code overwrite}, what differs.
     *
     * @param staleTags tags that this candidate put there before and that nobody wants any more
     */
    public static PersonChanges of(
            LoxoPerson person, Delivery delivery, CustomValues extras, boolean overwrite, List<String> staleTags) {
        List<Change> fields = new ArrayList<>();
        if (overwrite || person.emails().isEmpty()) {
            delivery.emails().stream()
                    .filter(email -> !person.holds(email))
                    .forEach(email -> fields.add(new Change("email", null, email)));
        }
        delivery.person().forEach((parameter, value) -> {
            String now = parameter.equals("phone")
                    ? person.phones().stream().findFirst().orElse(null)
                    : person.value(parameter);
            boolean there = parameter.equals("phone") ? person.holdsPhone(value) : value.equals(now);
            if (!there && (overwrite || now == null)) {
                fields.add(new Change(parameter, now, value));
            }
        });
        fields.addAll(extras.on(person, overwrite));
        Optional<List<String>> tags = person.tags();
        List<String> newTags = delivery.tags().stream()
                .filter(tag -> !tags.orElse(List.of()).contains(tag))
                .toList();
        Optional<List<String>> allTags = tags.filter(now -> now.stream().anyMatch(staleTags::contains))
                .map(now -> replaced(now, staleTags, delivery.tags()));
        List<String> removedTags = allTags.isEmpty()
                ? List.of()
                : staleTags.stream().filter(tags.orElseThrow()::contains).toList();
        return new PersonChanges(fields, newTags, allTags, removedTags);
    }

    /** Whether nobody would be written to but for where they come from. */
    boolean isSourceTypeAlone() {
        boolean noTags = newTags.isEmpty() && allTags.isEmpty();
        return noTags && fields.size() == 1 && fields.get(0).parameter().equals(CustomValues.SOURCE_TYPE);
    }

    private boolean isEmpty() {
        return fields.isEmpty() && newTags.isEmpty() && allTags.isEmpty();
    }

    /** The bodies that bring it about: one, and one more for each further address or phone. */
    List<List<Map.Entry<String, String>>> forms() {
        if (isEmpty()) {
            return List.of();
        }
        List<List<Map.Entry<String, String>>> forms = new ArrayList<>();
        List<Map.Entry<String, String>> first = new ArrayList<>();
        forms.add(first);
        Set<String> used = new LinkedHashSet<>();
        for (Change change : fields) {
            Map.Entry<String, String> field = Map.entry("person[" + change.parameter() + "]", change.after());
            if (used.add(change.parameter()) || !LISTS.contains(change.parameter())) {
                first.add(field);
            } else {
                forms.add(List.of(field));
            }
        }
        allTags.ifPresentOrElse(
                all -> all.forEach(tag -> first.add(Map.entry("person[all_raw_tags][]", tag))),
                () -> newTags.forEach(tag -> first.add(Map.entry("person[raw_tags][]", tag))));
        return forms;
    }

    /** For people, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        fields.forEach(change -> lines.add("%s: %s -> \"%s\""
                .formatted(
                        change.label(),
                        change.before() == null ? "(blank)" : "\"" + change.before() + "\"",
                        change.shown())));
        newTags.forEach(tag -> lines.add("tags: + " + tag));
        removedTags.forEach(tag -> lines.add("tags: - %s (removed)".formatted(tag)));
        return lines;
    }

    private static List<String> replaced(List<String> now, List<String> stale, List<String> wanted) {
        Set<String> tags = new LinkedHashSet<>(now);
        tags.removeAll(stale);
        tags.addAll(wanted);
        return List.copyOf(tags);
    }
}
