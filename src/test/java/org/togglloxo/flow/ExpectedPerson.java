package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** The rules once more, in plain Java and from Toggl's JSON alone: what Loxo is to hold of a candidate. */
public record ExpectedPerson(
        String lane,
        String name,
        List<String> emails,
        List<String> phones,
        Map<String, String> fields,
        List<String> tags) {

    private static final Map<String, String> TAGS =
            Map.of("300", "optimistic", "301", "relocates", "302", "mitarbeiter-empfohlen", "303", "re-apply");

    public static ExpectedPerson of(JsonNode candidate) {
        JsonNode contact = candidate.path("contact_info");
        List<String> emails = new ArrayList<>();
        for (String address : filled(contact.path("contact_email"), candidate.path("email"))) {
            if (emails.stream().noneMatch(address::equalsIgnoreCase)) {
                emails.add(address);
            }
        }
        Map<String, String> fields = new TreeMap<>();
        put(fields, "city", contact.path("city"));
        put(fields, "country", contact.path("country"));
        put(fields, "linkedin_url", contact.path("linkedin"));
        put(fields, "website", candidate.path("profile_url"));
        fields.put(
                "custom_number_2",
                candidate.path("score").decimalValue().stripTrailingZeros().toPlainString());
        fields.put("source_type_id", "5123");
        String lane = lane(candidate);
        List<String> tags = new ArrayList<>(List.of("toggl:" + lane));
        candidate.path("tag_ids").forEach(id -> tags.add("toggl:tag/" + TAGS.get(id.asText())));
        return new ExpectedPerson(
                lane,
                Stream.concat(filled(contact.path("full_name"), candidate.path("name")).stream(), emails.stream())
                        .findFirst()
                        .orElseThrow(),
                emails,
                filled(contact.path("phone")),
                fields,
                tags);
    }

    /** The one of its lane. */
    public String tag() {
        return tags.get(0);
    }

    public boolean createsPerson() {
        return lane.equals("shortlist") || lane.equals("review");
    }

    public boolean isDelivered() {
        return !lane.equals("undecided");
    }

    /** Somebody who was not there before holds exactly this. */
    public PersonSeed asCreated(PersonSeed created) {
        return new PersonSeed(
                created.id(), name, emails, phones, tags, fields, created.createdAt(), created.updatedAt());
    }

    /** Somebody who was there keeps everything and gets what was blank, and the tag. */
    public PersonSeed asFilledInto(PersonSeed before, PersonSeed after) {
        Map<String, String> filled = new TreeMap<>(fields);
        filled.putAll(before.fields());
        return new PersonSeed(
                before.id(),
                before.name(),
                before.emails(),
                before.phones().isEmpty() ? phones : before.phones(),
                Stream.concat(before.tags().stream(), tags.stream()).toList(),
                filled,
                before.createdAt(),
                after.updatedAt());
    }

    private static String lane(JsonNode candidate) {
        String state = candidate.path("hire_state").asText();
        if (state.equals("possible-hire")) {
            return candidate.path("score").asDouble() >= 60 ? "shortlist" : "review";
        }
        return state.isEmpty() ? "undecided" : state;
    }

    private static void put(Map<String, String> fields, String name, JsonNode value) {
        filled(value).forEach(text -> fields.put(name, text));
    }

    private static List<String> filled(JsonNode... values) {
        return Stream.of(values)
                .map(JsonNode::textValue)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .toList();
    }
}
