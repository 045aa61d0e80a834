package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.sandbox.message.Answer;

/** One person in the store. Guarded by the store. */
public final class Person {

    /** An address or a number; {@code since} is when it was written, for the lagging index. */
    public record Contact(long id, String value, Instant since, long typeId) {}

    // What every answer shows, written or not; the wire's name on the way out differs for the first two
    private static final List<String> SHOWN = List.of(
            "title", "company", "city", "state", "country", "address", "zip", "linkedin_url", "website", "description");

    public final long id;
    final Instant createdAt = Instant.now();
    public final List<Contact> emails = new ArrayList<>(1);
    public final List<Contact> phones = new ArrayList<>(1);
    public final List<ObjectNode> profiles = new ArrayList<>(0);
    public final List<ObjectNode> listItems = new ArrayList<>(0);
    public final Set<String> tags = new LinkedHashSet<>(4);
    public final Map<String, String> fields = new LinkedHashMap<>(8);
    private final LoxoReference reference;
    private final boolean tagsAsText;
    public String name;
    public Instant updatedAt = createdAt;

    Person(long id, String name, LoxoReference reference, boolean tagsAsText) {
        this.id = id;
        this.name = name;
        this.reference = reference;
        this.tagsAsText = tagsAsText;
    }

    /** An empty value blanks the field. */
    public void set(String field, String value) {
        if (value.isEmpty()) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
    }

    public ObjectNode json() {
        ObjectNode json = Answer.JSON.createObjectNode().put("id", id).put("name", name);
        contacts(json.putArray("emails"), emails, "email_type_id");
        contacts(json.putArray("phones"), phones, "phone_type_id");
        for (String field : SHOWN) {
            json.put(field.equals("title") || field.equals("company") ? "current_" + field : field, fields.get(field));
        }
        fields.forEach((field, value) -> {
            if (field.startsWith("custom_")) {
                json.set(field, reference.fields().shown(field, value));
            } else if (!SHOWN.contains(field) && !field.equals("source_type_id")) {
                json.put(field, value);
            }
        });
        json.set("source_type", reference.brief("source_types", fields.get("source_type_id")));
        if (tagsAsText) {
            json.put("all_raw_tags", String.join(", ", tags));
        } else {
            ArrayNode rawTags = json.putArray("all_raw_tags");
            tags.forEach(rawTags::add);
        }
        json.put("created_at", createdAt.truncatedTo(ChronoUnit.MILLIS).toString());
        return json.put("updated_at", updatedAt.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    public static void contacts(ArrayNode list, List<Contact> contacts, String typeName) {
        contacts.forEach(contact -> list.addObject()
                .put("id", contact.id)
                .put("value", contact.value)
                .put(typeName, contact.typeId));
    }

    public PersonSeed snapshot() {
        return new PersonSeed(
                id,
                name,
                emails.stream().map(Contact::value).toList(),
                phones.stream().map(Contact::value).toList(),
                List.copyOf(tags),
                Map.copyOf(fields),
                createdAt,
                updatedAt);
    }
}
