package org.togglloxo.sandbox.loxo.form;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.ContactRules;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** What a write does to a person, field by field, as seen on live tenants. */
public final class PersonForm {

    // On a create these are taken and lost: it needs a second call, a PUT
    private static final Set<String> LOST_ON_CREATE =
            Set.of("person[all_raw_tags][]", "person[person_type_id]", "person[source_type_id]");

    private final Agency agency;
    private final PeopleStore store;
    private final LoxoReference reference;
    private final ContactRules contacts;
    private final List<String> emptyValues;

    public PersonForm(Agency agency, ContactRules contacts) {
        this.agency = agency;
        this.store = agency.people;
        this.reference = agency.reference;
        this.contacts = contacts;
        this.emptyValues = agency.emptyValues;
    }

    /**
     * What Loxo answers 400 to, or null.
     *
     * @throws InvalidParameters where an id or a custom field's value is not one that the agency has
     */
    public String refusal(Request request) {
        ParameterChecks checks = new ParameterChecks(request);
        if (!isCreate(request)) {
            checks.each("person[source_type_id]", reference.in("source_types"))
                    .each("person[person_type_id]", reference.in("person_types"));
        }
        checks.each("person[person_global_status_id]", reference.in("person_global_statuses"))
                .each("person[list_ids][]", reference.in("person_lists"))
                .each("person[owned_by_id]", reference.in("users"))
                .each("person[salary_type_id]", reference.in("compensation_types"))
                .flag("person[blocked]");
        reference.fields().check("person", checks);
        checks.orRefuse();
        return contacts.refusal(values(request, "email"), values(request, "phone"));
    }

    private static boolean isCreate(Request request) {
        return request.operation().equals("POST /people");
    }

    private static Stream<String> values(Request request, String name) {
        List<String> single = request.fields().getOrDefault("person[" + name + "]", List.of());
        List<String> several = request.fields().getOrDefault("person[" + name + "s][]", List.of());
        return Stream.concat(single.stream(), several.stream());
    }

    public void apply(Request request, Person person) {
        boolean create = isCreate(request);
        request.fields().forEach((name, values) -> {
            noteEmpty(request, name, values);
            if (!create || !LOST_ON_CREATE.contains(name)) {
                apply(person, name, values);
                attach(person, name, request);
            }
        });
    }

    private void apply(Person person, String name, List<String> values) {
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

    private void attach(Person person, String name, Request request) {
        byte[] content = request.files().get(name);
        if (content != null && !name.equals("person[profile_picture]")) {
            agency.addDocument(person.id, name.equals("person[resume]"), request.field(name), content, 0);
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
