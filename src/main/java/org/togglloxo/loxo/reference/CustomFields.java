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
import java.util.stream.Stream;
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
    private static final String AGAIN = ", then use: retry --all";
    private static final int DATE_LENGTH = 10;

    private final ReferenceData reference;
    private final RunNotes notes;

    public CustomFields(ReferenceData reference, RunNotes notes) {
        this.reference = reference;
        this.notes = notes;
    }

    /** The lists that these values need and that Loxo may give out later. */
    public List<String> unread(Map<String, String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        List<JsonNode> all = reference.list(PATH, NONE_FILLED).orElse(List.of());
        Stream<String> options = values.keySet().stream()
                .flatMap(name -> find(all, name).stream())
                .filter(CustomFields::hasOptions)
                .flatMap(field -> reference.unread(optionsOf(field)).stream());
        return Stream.concat(reference.unread(PATH).stream(), options).toList();
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
                    "Loxo has no custom field '%s' for people: candidates are delivered without it. Add the field in Loxo's settings, or take it out of routes/40-map-candidate.camel.yaml%s"
                            .formatted(name, AGAIN));
        }
        return found;
    }

    private Optional<CustomField> of(JsonNode field, String name, String value) {
        String key = field.path("key").asText();
        if (hasOptions(field)) {
            return option(field, name, value).map(id -> new CustomField(name, key, id, value, true));
        }
        String type = type(field);
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

    private static String type(JsonNode field) {
        return (field.path("key").asText() + " "
                        + field.path("dynamic_field_type").path("name").asText(""))
                .toLowerCase(Locale.ROOT);
    }

    private static boolean hasOptions(JsonNode field) {
        return type(field).contains("hierarchy");
    }

    private static String optionsOf(JsonNode field) {
        return PATH + "/" + field.path("id").asText();
    }

    private Optional<String> option(JsonNode field, String name, String value) {
        Optional<List<JsonNode>> read =
                reference.list(optionsOf(field), "the custom field '%s' is not filled".formatted(name));
        List<JsonNode> options = read.orElse(List.of());
        Optional<String> found = options.stream()
                .filter(option -> ReferenceData.same(option.path("name").asText(""), value))
                .map(option -> option.path("id").asText())
                .findFirst();
        if (found.isEmpty() && read.isPresent()) {
            notes.remark(
                    RemarkCode.FIELD_VALUE,
                    "The custom field '%s' has no option of the name that the mapping gives; it has %s. It is left out. Fix routes/40-map-candidate.camel.yaml, or add the option in Loxo%s"
                            .formatted(
                                    name,
                                    options.isEmpty()
                                            ? "none at all"
                                            : options.stream()
                                                    .map(option ->
                                                            option.path("name").asText())
                                                    .collect(Collectors.joining(", ")),
                                    AGAIN));
        }
        return found;
    }

    private static Optional<String> number(String value) {
        try {
            return Optional.of(new BigDecimal(value).stripTrailingZeros().toPlainString());
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
