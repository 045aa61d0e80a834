package org.togglloxo.sandbox.loxo.agency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.sandbox.SimulatedLoxo;

/**
 * A person as Loxo holds it: a snapshot, or what {@link SimulatedLoxo#seed} shall hold (id and times are then set by it).
 *
 * @param emails every address, the oldest first
 * @param phones every number, the oldest first
 * @param tags as {@code all_raw_tags} shows them
 * @param fields all else by the name in {@code person[...]}: description, title, company, custom_text_3, ...; a field
 *     that holds nothing is not there
 */
public record PersonSeed(
        long id,
        String name,
        List<String> emails,
        List<String> phones,
        List<String> tags,
        Map<String, String> fields,
        Instant createdAt,
        Instant updatedAt) {

    public static PersonSeed named(String name) {
        return new PersonSeed(0, name, List.of(), List.of(), List.of(), Map.of(), Instant.EPOCH, Instant.EPOCH);
    }

    public PersonSeed withEmail(String address) {
        return new PersonSeed(id, name, plus(emails, address), phones, tags, fields, createdAt, updatedAt);
    }

    public PersonSeed withPhone(String number) {
        return new PersonSeed(id, name, emails, plus(phones, number), tags, fields, createdAt, updatedAt);
    }

    public PersonSeed withTag(String tag) {
        return new PersonSeed(id, name, emails, phones, plus(tags, tag), fields, createdAt, updatedAt);
    }

    public PersonSeed withField(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new PersonSeed(id, name, emails, phones, tags, more, createdAt, updatedAt);
    }

    /** The value of a field; empty where there is none. */
    public String field(String field) {
        return fields.getOrDefault(field, "");
    }

    private static List<String> plus(List<String> values, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return List.copyOf(more);
    }
}
