package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Records;

/**
 * The agency's own fields of people, companies and jobs, and the options of those that are hierarchies. A field's key
 * names its type: {@code custom_number_2}.
 */
public final class DynamicFields {

    static final List<String> TYPES = List.of("Text", "Number", "Date", "Hierarchy");

    private static final String FIELD = "$dynamic_field_key";
    private static final String HIERARCHY = "$hierarchy_dynamic_field_key";

    private final ArrayNode fields = Answer.JSON.createArrayNode();
    private final Map<Long, Records> hierarchies = new HashMap<>();
    private long lastId = 300;

    DynamicFields() {
        add("Toggl Hire score", "custom_text_3", "Person", "Text");
        add("Toggl Hire ID", "custom_text_5", "Person", "Text");
        ObjectNode result = add("Test result", "custom_hierarchy_4", "Person", "Hierarchy");
        add("Client tier", "custom_text_1", "Company", "Text");
        add("Toggl opening", "custom_text_2", "Job", "Text");
        add("Toggl score", "custom_number_2", "Person", "Number");
        add("Tested on", "custom_date_6", "Person", "Date");
        options(result).add().put("name", "Passed").putNull("parent_id");
        options(result).add().put("name", "Failed").putNull("parent_id");
    }

    public ArrayNode all() {
        return fields;
    }

    public Optional<ObjectNode> find(String id) {
        return StreamSupport.stream(fields.spliterator(), false)
                .filter(field -> field.get("id").asText().equals(id))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    /** The options of a hierarchy field, or null. */
    public Records options(ObjectNode field) {
        return hierarchies.get(field.get("id").longValue());
    }

    /** A field of one of {@link #TYPES}; {@code key}: {@code custom_text_3}. */
    ObjectNode add(String name, String key, String itemType, String type) {
        ObjectNode field = fields.addObject().put("id", ++lastId).put("name", name);
        field.put("key", key).put("item_type", itemType).put("built_in", false);
        field.putObject("dynamic_field_type")
                .put("id", type.equals("Hierarchy") ? 9 : 1 + TYPES.indexOf(type))
                .put("name", type);
        if (type.equals("Hierarchy")) {
            hierarchies.put(lastId, new Records(88_001 + 1000L * hierarchies.size(), 1));
        }
        return field;
    }

    /** Whether a parameter is one that a published name with a key in it stands for. */
    public boolean covers(String published, String parameter) {
        boolean hierarchy = published.contains(HIERARCHY);
        String item = published.substring(0, published.indexOf('['));
        for (JsonNode field : fields) {
            if (itemOf(field).equals(item)
                    && (options((ObjectNode) field) != null) == hierarchy
                    && published
                            .replace(
                                    hierarchy ? HIERARCHY : FIELD,
                                    field.get("key").textValue())
                            .equals(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** The form's values against the types of the fields: numbers, days, options that exist. */
    public void check(String item, ParameterChecks checks) {
        for (JsonNode field : fields) {
            if (itemOf(field).equals(item)) {
                Records options = options((ObjectNode) field);
                String name = item + "[" + field.get("key").textValue() + "]";
                checks.each(
                        options == null ? name : name + "[]",
                        options == null ? value -> fits(field, value) : options::has);
            }
        }
    }

    /** What an answer shows for a stored value; several options are stored with commas between them. */
    public JsonNode shown(String key, String value) {
        if (key.startsWith("custom_number_")) {
            return Answer.JSON.getNodeFactory().numberNode(new BigDecimal(value));
        }
        if (!key.startsWith("custom_hierarchy_")) {
            return Answer.JSON.getNodeFactory().textNode(value);
        }
        ArrayNode chosen = Answer.JSON.createArrayNode();
        for (String id : value.split(",")) {
            hierarchies.values().stream()
                    .flatMap(options -> options.find(id).stream())
                    .forEach(option -> chosen.addObject()
                            .put("id", option.get("id").longValue())
                            .put("name", option.get("name").textValue()));
        }
        return chosen;
    }

    private static boolean fits(JsonNode field, String value) {
        return switch (field.at("/dynamic_field_type/name").textValue()) {
            case "Number" -> value.matches("-?\\d{1,15}(\\.\\d{1,15})?");
            case "Date" -> isDay(value);
            default -> true;
        };
    }

    private static boolean isDay(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String itemOf(JsonNode field) {
        return field.get("item_type").textValue().toLowerCase(Locale.ROOT);
    }
}
