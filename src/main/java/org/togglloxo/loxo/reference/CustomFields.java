package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.sync.run.RunNotes;

/**
 * The fields that an agency has added to people. The mapping names them by name; the key ({@code custom_text_3}) is
 * the agency's and is found by {@code GET /dynamic_fields}, the options of a hierarchy by {@code GET /dynamic_fields/{id}}
 * (loxo-23).
 */
public final class CustomFields {

    static final String PATH = "/dynamic_fields";
    private static final String NONE_FILLED = "no custom field is filled";
    private static final int DATE_LENGTH = 10;

    private final ReferenceData reference;
    private final RunNotes notes;

    public CustomFields(ReferenceData reference, RunNotes notes) {
        this.reference = reference;
        this.notes = notes;
    }

    /** Whether there are values for some, and Loxo may tell later which ones it has. */
    public boolean areUnread(Map<String, String> values) {
        return !values.isEmpty() && reference.isUnread(PATH, NONE_FILLED);
    }

    /** Those that Loxo has and takes; every other is left out and said once. */
    public List<CustomField> resolve(Map<String, String> values) {
        List<CustomField> resolved = new ArrayList<>();
        if (values.isEmpty()) {
            return resolved;
        }
        Optional<List<JsonNode>> fields = reference.list(PATH, NONE_FILLED);
        fields.ifPresent(all -> values.forEach((name, value) ->
                field(all, name).ifPresent(field -> of(field, name, value).ifPresent(resolved::add))));
        return resolved;
    }

    /** A field of people, by its name or key. */
    static Optional<JsonNode> find(List<JsonNode> all, String name) {
        return all.stream()
                .filter(field -> ReferenceData.same(field.path("item_type").asText("Person"), "Person"))
                .filter(field -> ReferenceData.same(field.path("name").asText(""), name)
                        || ReferenceData.same(field.path("key").asText(""), name))
                .filter(field -> !field.path("key").asText("").isBlank())
                .findFirst();
    }

    private Optional<JsonNode> field(List<JsonNode> all, String name) {
        Optional<JsonNode> found = find(all, name);
        if (found.isEmpty()) {
            notes.remark(
                    RemarkCode.FIELD_UNKNOWN,
                    "Loxo has no custom field '%s' for people: candidates are delivered without it. Add the field in Loxo's settings, or take it out of routes/40-map-candidate.camel.yaml"
                            .formatted(name));
        }
        return found;
    }

    private Optional<CustomField> of(JsonNode field, String name, String value) {
        String key = field.path("key").asText();
        String type = (key + " " + field.path("dynamic_field_type").path("name").asText("")).toLowerCase(Locale.ROOT);
        if (type.contains("hierarchy")) {
            return option(field, name, value).map(id -> new CustomField(name, key, id, value, true));
        }
        Optional<String> fitting =
                type.contains("number") ? number(value) : type.contains("date") ? date(value) : Optional.of(value);
        if (fitting.isEmpty()) {
            notes.remark(
                    RemarkCode.FIELD_VALUE,
                    "The custom field '%s' takes a %s, and the mapping gives something else: it is left out. Fix routes/40-map-candidate.camel.yaml"
                            .formatted(name, type.contains("number") ? "number" : "date such as 2026-03-31"));
        }
        return fitting.map(text -> new CustomField(name, key, text, text, false));
    }

    private Optional<String> option(JsonNode field, String name, String value) {
        String id = field.path("id").asText();
        List<JsonNode> options = reference
                .list(PATH + "/" + id, "the custom field '%s' is not filled".formatted(name))
                .orElse(List.of());
        Optional<String> found = options.stream()
                .filter(option -> ReferenceData.same(option.path("name").asText(""), value))
                .map(option -> option.path("id").asText())
                .findFirst();
        if (found.isEmpty() && !options.isEmpty()) {
            notes.remark(
                    RemarkCode.FIELD_VALUE,
                    "The custom field '%s' has no option of the name that the mapping gives; it has %s. It is left out. Fix routes/40-map-candidate.camel.yaml, or add the option in Loxo"
                            .formatted(
                                    name,
                                    options.stream()
                                            .map(option -> option.path("name").asText())
                                            .collect(Collectors.joining(", "))));
        }
        return found;
    }

    private static Optional<String> number(String value) {
        try {
            return Optional.of(new BigDecimal(value).toPlainString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value.length() > DATE_LENGTH ? value.substring(0, DATE_LENGTH) : value)
                    .toString());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
