package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.togglloxo.sandbox.message.Answer;

/** What an agency has set up: types, dynamic fields, countries. Ids differ from agency to agency, so these are odd. */
public final class LoxoReference {

    private final Map<String, ArrayNode> lists = new HashMap<>();
    private final DynamicFields fields = new DynamicFields();
    private final Places places = new Places();

    // An id is never given twice
    private long lastRemovedId;

    LoxoReference() {
        named("job_categories", 710, "Engineering", "Support", "Marketing");
        named("job_types", 21, "Full Time", "Contract");
        named("job_statuses", 31, "Active", "On Hold", "Closed");
        named("compensation_types", 41, "Salary", "Hourly");
        named("source_types", 5120, "Referral", "Toggl Hire", "LinkedIn");
        named("person_types", 61, "Candidate", "Contact");
        named("email_types", 71, "Personal", "Work");
        named("phone_types", 81, "Mobile", "Home");
        named("company_types", 91, "Client");
        named("person_global_statuses", 101, "New", "Active");
        named("person_lists", 111, "Talent pool", "Do not call");
        named("social_profile_types", 121, "LinkedIn", "GitHub");
        named("currencies", 131, "USD", "EUR");
        activityTypes();
        users();
        workflows();
    }

    public ArrayNode list(String name) {
        return switch (name) {
            case "dynamic_fields" -> fields.all();
            case "countries" -> places.countries();
            default -> lists.get(name);
        };
    }

    public Places places() {
        return places;
    }

    public DynamicFields fields() {
        return fields;
    }

    public Optional<ObjectNode> find(String list, String id) {
        return stream(list).filter(entry -> entry.get("id").asText().equals(id)).findFirst();
    }

    /** Whether an id is in a list; a check of a form's value. */
    public Predicate<String> in(String list) {
        return id -> find(list, id).isPresent();
    }

    /** {@code {id, name}} of an entry, null where there is none. */
    public JsonNode brief(String list, String id) {
        Optional<ObjectNode> entry = id == null ? Optional.empty() : find(list, id);
        return entry.<JsonNode>map(found -> found.deepCopy().retain("id", "name"))
                .orElse(Answer.JSON.nullNode());
    }

    /** The id of the first entry with this name; -1 where there is none. */
    public long idOf(String list, String name) {
        return stream(list)
                .filter(entry -> entry.get("name").textValue().equals(name))
                .mapToLong(entry -> entry.get("id").longValue())
                .findFirst()
                .orElse(-1);
    }

    /** Adds an entry to a list of {@code {id, name}}, or an activity type. */
    public ObjectNode add(String list, String name) {
        ArrayNode entries = lists.get(list);
        long newest = stream(list)
                .mapToLong(entry -> entry.get("id").longValue())
                .max()
                .orElse(906);
        ObjectNode added = entries.addObject()
                .put("id", Math.max(newest, lastRemovedId) + 4)
                .put("name", name);
        if (list.equals("activity_types")) {
            activityType(added, name, entries.size() - 1);
        }
        return added;
    }

    /** @return whether there was one */
    public boolean remove(String list, Predicate<ObjectNode> which) {
        Iterator<JsonNode> entries = list(list).iterator();
        boolean found = false;
        while (entries.hasNext()) {
            ObjectNode entry = (ObjectNode) entries.next();
            if (which.test(entry)) {
                lastRemovedId = Math.max(lastRemovedId, entry.get("id").longValue());
                entries.remove();
                found = true;
            }
        }
        return found;
    }

    private Stream<ObjectNode> stream(String list) {
        return StreamSupport.stream(list(list).spliterator(), false).map(ObjectNode.class::cast);
    }

    private void named(String list, int firstId, String... names) {
        ArrayNode entries = lists.computeIfAbsent(list, k -> Answer.JSON.createArrayNode());
        for (int i = 0; i < names.length; i++) {
            entries.addObject().put("id", firstId + 3 * i).put("name", names[i]);
        }
    }

    private void activityTypes() {
        lists.put("activity_types", Answer.JSON.createArrayNode());
        for (String name : List.of("Marked as Maybe", "Added to Job", "Shortlisted", "Note Update", "Applied")) {
            add("activity_types", name);
        }
    }

    private static void activityType(ObjectNode type, String name, int position) {
        type.put("key", name.toLowerCase(Locale.ROOT).replace(' ', '_')).put("position", position);
        type.put("hidden", false).putArray("children");
    }

    private void users() {
        named("users", 141, "Recruiting desk", "Sourcing desk");
        list("users").forEach(user -> {
            String local = user.get("name").textValue().split(" ")[0].toLowerCase(Locale.ROOT);
            ((ObjectNode) user).put("email", local + "@agency.example");
        });
    }

    private void workflows() {
        named("workflows", 151, "Recruiting", "Sales");
        named("workflow_stages", 161, "Sourced", "Screening", "Interview");
        list("workflow_stages").forEach(stage -> ((ObjectNode) stage).put("workflow_id", 151));
        add("activity_types", "Retired step").put("hidden", true);
    }
}
