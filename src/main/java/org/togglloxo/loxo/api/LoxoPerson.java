package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Blanks;

/**
 * A person as Loxo answers it, in a list or by itself.
 *
 * <p>What is written as {@code title} or {@code company} is read as {@code current_title} or {@code current_company};
 * addresses and phones are lists of {@code {"id", "value"}}.
 */
public record LoxoPerson(JsonNode json) {

    private static final Map<String, List<String>> READ_AS = Map.of(
            "title", List.of("title", "current_title"),
            "company", List.of("company", "current_company"));
    private static final List<String> TAGS = List.of("all_raw_tags", "raw_tags", "tags");

    /** The id, or empty where Loxo gave none. */
    public Optional<String> id() {
        JsonNode id = json.path("id");
        return id.isValueNode() && !id.isNull() && !id.asText().isBlank() ? Optional.of(id.asText()) : Optional.empty();
    }

    /** SHA-256 of all that the answer tells, so that a change is seen. */
    public String digest() {
        return Address.sha256(json.toString());
    }

    public List<String> emails() {
        List<String> found = values("emails");
        text(json.path("email")).ifPresent(found::add);
        return found;
    }

    public List<String> phones() {
        List<String> found = values("phones");
        text(json.path("phone")).ifPresent(found::add);
        return found;
    }

    public boolean holds(String address) {
        return emails().stream().anyMatch(email -> Address.same(email, address));
    }

    public boolean holdsPhone(String phone) {
        return phones().stream().anyMatch(own -> digits(own).equals(digits(phone)));
    }

    /** The tags, be they a list or a text with commas between; empty where this answer does not tell. */
    public Optional<List<String>> tags() {
        for (String name : TAGS) {
            JsonNode tags = json.path(name);
            if (tags.isArray()) {
                return Optional.of(values(name));
            }
            if (tags.isTextual()) {
                return Optional.of(Arrays.stream(tags.textValue().split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList());
            }
        }
        return Optional.empty();
    }

    /** What a parameter reads as now; null for a blank. */
    public String value(String parameter) {
        for (String name : READ_AS.getOrDefault(parameter, List.of(parameter))) {
            Optional<String> value = text(json.path(name));
            if (value.isPresent()) {
                return value.get();
            }
        }
        return null;
    }

    /** Whether nothing stands under this name. */
    public boolean isBlank(String name) {
        JsonNode node = json.path(name);
        return value(name) == null && (!node.isContainerNode() || node.isEmpty() || node.isObject());
    }

    /** Whether a hierarchy field has this option; Loxo answers ids or objects around them. */
    public boolean hasOption(String name, String id) {
        JsonNode options = json.path(name);
        for (JsonNode option : options.isArray() ? options : List.of(options)) {
            if ((option.isObject() ? option.path("id") : option).asText("").equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this answer tells that the person has no source type; one that does not speak of it tells nothing. */
    public boolean tellsBlankSourceType() {
        boolean told = json.has("source_type") || json.has("source_type_id");
        return told && value("source_type") == null && value("source_type_id") == null;
    }

    private List<String> values(String name) {
        List<String> found = new ArrayList<>();
        json.path(name).forEach(item -> text(item).ifPresent(found::add));
        return found;
    }

    private static Optional<String> text(JsonNode node) {
        JsonNode plain = node.isObject()
                ? Arrays.asList("value", "name").stream()
                        .map(node::path)
                        .filter(JsonNode::isValueNode)
                        .findFirst()
                        .orElse(node)
                : node;
        boolean blank = !plain.isValueNode() || plain.isNull() || Blanks.isBlank(plain.asText());
        return blank ? Optional.empty() : Optional.of(Blanks.strip(plain.asText()));
    }

    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? phone.strip() : digits;
    }
}
