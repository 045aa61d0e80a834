package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.stream.Stream;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.ContactRules;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.loxo.form.ItemForm;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** What hangs on a person as a list of its own: addresses, numbers, profiles elsewhere, the agency's lists. */
public final class ContactEndpoints {

    private final PeopleStore store;
    private final LoxoReference reference;
    private final ContactRules rules;

    public ContactEndpoints(Agency agency, ContactRules rules) {
        this.store = agency.people;
        this.reference = agency.reference;
        this.rules = rules;
    }

    public void addTo(Endpoints endpoints) {
        for (Kind kind : Kind.values()) {
            String path = "/people/{person_id}/" + kind.list;
            endpoints
                    .on("GET " + path, request -> person(request, person -> Answer.ok(list(kind, person))))
                    .on("POST " + path, request -> person(request, person -> add(kind, request, person)));
        }
    }

    private enum Kind {
        EMAIL("emails", "person_email", "person_email[value]", "person_email[email_type_id]", "email_types"),
        PHONE("phones", "person_phone", "person_phone[value]", "person_phone[phone_type_id]", "phone_types"),
        PROFILE("social_profiles", "social_profile", "url", "social_profile_type_id", "social_profile_types"),
        LIST("list_items", "person_list_item", "", "person_list_item[person_list_id]", "person_lists");

        private final String list;
        private final String item;
        private final String value;
        private final String type;
        private final String types;

        Kind(String list, String item, String value, String type, String types) {
            this.list = list;
            this.item = item;
            this.value = value;
            this.type = type;
            this.types = types;
        }
    }

    private static ArrayNode list(Kind kind, Person person) {
        ArrayNode list = Answer.JSON.createArrayNode();
        switch (kind) {
            case EMAIL -> Person.contacts(list, person.emails, "email_type_id");
            case PHONE -> Person.contacts(list, person.phones, "phone_type_id");
            case PROFILE -> list.addAll(person.profiles);
            case LIST -> list.addAll(person.listItems);
        }
        return list;
    }

    private Answer add(Kind kind, Request request, Person person) {
        ParameterChecks checks = new ParameterChecks(request).each(kind.type, reference.in(kind.types));
        if (!kind.value.isEmpty()) {
            checks.required(kind.value);
        }
        if (kind == Kind.PROFILE || kind == Kind.LIST) {
            checks.required(kind.type);
        }
        checks.orRefuse();
        String value = request.field(kind.value);
        String refusal =
                rules.refusal(Stream.of(kind == Kind.EMAIL ? value : ""), Stream.of(kind == Kind.PHONE ? value : ""));
        if (refusal != null) {
            return LoxoErrors.errors(400, refusal);
        }
        return ItemForm.written(201, kind.item, added(kind, request, person, value))
                .about(person.id);
    }

    /** An address or number that the person holds already is answered as it stands. */
    private ObjectNode added(Kind kind, Request request, Person person, String value) {
        String type = request.field(kind.type);
        long typeId = type == null || type.isBlank() ? 0 : Long.parseLong(type);
        if (kind == Kind.EMAIL || kind == Kind.PHONE) {
            Person.Contact contact =
                    kind == Kind.EMAIL ? store.addEmail(person, value, typeId) : store.addPhone(person, value, typeId);
            return Answer.JSON
                    .createObjectNode()
                    .put("id", contact.id())
                    .put("value", contact.value())
                    .put(kind == Kind.EMAIL ? "email_type_id" : "phone_type_id", contact.typeId());
        }
        ObjectNode item = Answer.JSON.createObjectNode().put("id", store.nextContactId());
        if (kind == Kind.PROFILE) {
            person.profiles.add(item.put("social_profile_type_id", typeId).put("url", value));
        } else {
            person.listItems.add(item.put("person_list_id", typeId));
        }
        return item;
    }

    private Answer person(Request request, Function<Person, Answer> answer) {
        return store.find(request.pathValue("person_id"))
                .map(found -> answer.apply(found).about(found.id))
                .orElseGet(LoxoErrors::notFound);
    }
}
