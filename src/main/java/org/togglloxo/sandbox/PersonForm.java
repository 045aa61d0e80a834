package org.togglloxo.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a write does to a person, field by field, as seen on live tenants. */
final class PersonForm {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>.]+(\\.[^\\s@,;<>.]+)+");
    private static final int LEAST_DIGITS = 5;

    // On a create these are taken and lost: it needs a second call, a PUT
    private static final Set<String> LOST_ON_CREATE =
            Set.of("person[all_raw_tags][]", "person[person_type_id]", "person[source_type_id]");

    private final PeopleStore store;
    private final boolean strictAddresses;
    private final List<String> emptyValues;

    PersonForm(PeopleStore store, boolean strictAddresses, List<String> emptyValues) {
        this.store = store;
        this.strictAddresses = strictAddresses;
        this.emptyValues = emptyValues;
    }

    /** What Loxo answers 400 to, or null. */
    String refusal(Request request) {
        if (!strictAddresses) {
            return null;
        }
        if (values(request, "email")
                .anyMatch(address -> !ADDRESS.matcher(address).matches())) {
            return "Email is invalid";
        }
        boolean shortNumber = values(request, "phone")
                .anyMatch(
                        number -> number.codePoints().filter(Character::isDigit).count() < LEAST_DIGITS);
        return shortNumber ? "Phone is invalid" : null;
    }

    private static Stream<String> values(Request request, String name) {
        List<String> single = request.fields().getOrDefault("person[" + name + "]", List.of());
        List<String> several = request.fields().getOrDefault("person[" + name + "s][]", List.of());
        return Stream.concat(single.stream(), several.stream()).filter(value -> !value.isEmpty());
    }

    void apply(Request request, Person person) {
        boolean create = request.method().equals("POST");
        request.fields().forEach((name, values) -> {
            noteEmpty(request, name, values);
            if (!create || !LOST_ON_CREATE.contains(name)) {
                apply(person, name, values, request.files());
            }
        });
    }

    private void apply(Person person, String name, List<String> values, Map<String, byte[]> files) {
        String last = values.get(values.size() - 1);
        switch (name) {
            case "person[name]" -> person.name = last;
            case "person[email]", "person[emails][]" ->
                values.stream().filter(value -> !value.isEmpty()).forEach(value -> store.addEmail(person, value));
            case "person[phone]", "person[phones][]" ->
                values.stream().filter(value -> !value.isEmpty()).forEach(value -> store.addPhone(person, value));
            case "person[all_raw_tags][]" -> {
                person.tags.clear();
                addTags(person, values);
            }
            case "person[raw_tags][]" -> addTags(person, values);
            default -> {
                String field = name.substring("person[".length(), name.indexOf(']'));
                person.set(field, name.endsWith("[]") ? String.join(",", values) : last);
            }
        }
    }

    private static void addTags(Person person, List<String> tags) {
        tags.stream().filter(tag -> !tag.isEmpty()).forEach(person.tags::add);
    }

    private void noteEmpty(Request request, String name, List<String> values) {
        if (values.contains("") && emptyValues.size() < 1000) {
            emptyValues.add(request.method() + " " + request.path() + " " + name);
        }
    }
}
