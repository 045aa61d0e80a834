package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an agency has set up: types, dynamic fields, countries. Ids differ from agency to agency, so these are odd. */
final class LoxoReference {

    private static final String FIELD = "$dynamic_field_key";
    private static final String HIERARCHY = "$hierarchy_dynamic_field_key";

    private final Map<String, ArrayNode> lists = new HashMap<>();
    private final Map<Long, ArrayNode> hierarchies = new HashMap<>();

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
        activityTypes();
        dynamicFields();
        countries();
    }

    ArrayNode list(String name) {
        return lists.get(name);
    }

    /** The options of a hierarchy field, or null. */
    ArrayNode hierarchy(long fieldId) {
        return hierarchies.get(fieldId);
    }

    /** Keys of the fields that hold one value, by item type: {@code custom_text_3}. */
    List<String> fieldKeys(String itemType, boolean hierarchy) {
        List<String> keys = new ArrayList<>();
        list("dynamic_fields").forEach(field -> {
            boolean isHierarchy = hierarchies.containsKey(field.get("id").longValue());
            if (field.get("item_type").textValue().equals(itemType) && isHierarchy == hierarchy) {
                keys.add(field.get("key").textValue());
            }
        });
        return keys;
    }

    /** The names behind a published one: itself, or one a dynamic field. */
    List<String> expand(String published) {
        if (!published.contains("$")) {
            return List.of(published);
        }
        boolean hierarchy = published.contains(HIERARCHY);
        String item = published.substring(0, published.indexOf('['));
        String itemType = Character.toUpperCase(item.charAt(0)) + item.substring(1);
        return fieldKeys(itemType, hierarchy).stream()
                .map(key -> published.replace(hierarchy ? HIERARCHY : FIELD, key))
                .toList();
    }

    private void named(String list, int firstId, String... names) {
        ArrayNode entries = lists.computeIfAbsent(list, k -> Answer.JSON.createArrayNode());
        for (int i = 0; i < names.length; i++) {
            entries.addObject().put("id", firstId + 3 * i).put("name", names[i]);
        }
    }

    private void activityTypes() {
        ArrayNode types = lists.computeIfAbsent("activity_types", k -> Answer.JSON.createArrayNode());
        List<String> names = List.of("Marked as Maybe", "Added to Job", "Shortlisted", "Note Update");
        for (int i = 0; i < names.size(); i++) {
            ObjectNode type = types.addObject().put("id", 910 + 4 * i);
            type.put("key", names.get(i).toLowerCase(Locale.ROOT).replace(' ', '_'));
            type.put("name", names.get(i)).put("position", i).putArray("children");
            type.put("hidden", false);
        }
    }

    private void dynamicFields() {
        lists.put("dynamic_fields", Answer.JSON.createArrayNode());
        field(301, "Toggl Hire score", "custom_text_3", "Person", "Text");
        field(302, "Toggl Hire ID", "custom_text_5", "Person", "Text");
        field(303, "Test result", "custom_hierarchy_4", "Person", "Hierarchy");
        field(304, "Client tier", "custom_text_1", "Company", "Text");
        field(305, "Toggl opening", "custom_text_2", "Job", "Text");
        ArrayNode options = hierarchies.computeIfAbsent(303L, k -> Answer.JSON.createArrayNode());
        options.addObject().put("id", 88_001).put("name", "Passed").putNull("parent_id");
        options.addObject().put("id", 88_002).put("name", "Failed").putNull("parent_id");
    }

    private void field(long id, String name, String key, String itemType, String type) {
        ObjectNode field = list("dynamic_fields").addObject().put("id", id).put("name", name);
        field.put("key", key).put("item_type", itemType).put("built_in", false);
        field.putObject("dynamic_field_type")
                .put("id", type.equals("Text") ? 1 : 9)
                .put("name", type);
        if (type.equals("Hierarchy")) {
            hierarchies.put(id, Answer.JSON.createArrayNode());
        }
    }

    private void countries() {
        ArrayNode countries = lists.computeIfAbsent("countries", k -> Answer.JSON.createArrayNode());
        String[] codes = Locale.getISOCountries();
        for (int i = 0; i < codes.length; i++) {
            String name = new Locale.Builder().setRegion(codes[i]).build().getDisplayCountry(Locale.ENGLISH);
            countries.addObject().put("id", i + 1).put("name", name).put("code", codes[i]);
        }
    }
}
