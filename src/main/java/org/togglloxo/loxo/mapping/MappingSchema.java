package org.togglloxo.loxo.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.route.Nearest;

/** What the mappings that people edit may hold: the one table behind the checks, their errors and the page on changing the rules. */
public final class MappingSchema {

    /** {@code 40-map-candidate}; the Kamelet {@code loxo-person-sink} takes the same. */
    public static final MappingSchema CANDIDATE = new MappingSchema(
            "routes/40-map-candidate.camel.yaml",
            new Member("person", Type.OBJECT),
            new Member("emails", Type.TEXTS),
            new Member("tags", Type.TEXTS),
            new Member("create", Type.FLAG),
            new Member("put_forward", Type.TEXT, "apply", "event", "none"),
            new Member("fields", Type.OBJECT));

    /** {@code 45-add-details}. */
    public static final MappingSchema DETAILS = new MappingSchema(
            "routes/45-add-details.camel.yaml",
            new Member("person", Type.OBJECT),
            new Member("tags", Type.TEXTS),
            new Member("fields", Type.OBJECT));

    /** {@code 64-record-event}. */
    public static final MappingSchema EVENT = new MappingSchema(
            "routes/64-record-event.camel.yaml",
            new Member("activity", Type.TEXT_OR_TEXTS),
            new Member("occasion", Type.TEXT),
            new Member("at", Type.TEXT),
            new Member("notes", Type.TEXT));

    private static final ParameterNames PARAMETERS = ParameterNames.load();

    /** What a member takes; null is as good as nothing everywhere. */
    enum Type {
        TEXT("text"),
        TEXTS("a list of texts, such as [\"one\"]"),
        TEXT_OR_TEXTS("text or a list of texts"),
        VALUE("text or a number"),
        FLAG("true or false, without quotation marks"),
        OBJECT("an object, such as {\"name\": value}");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** @param exactly whether a number is refused where text is needed, and the other way round */
        boolean takes(JsonNode value, boolean exactly) {
            return value.isNull()
                    || switch (this) {
                        case TEXT -> isText(value, exactly);
                        case TEXTS -> isTexts(value, exactly);
                        case TEXT_OR_TEXTS -> isText(value, exactly) || isTexts(value, exactly);
                        case VALUE -> value.isValueNode();
                        case FLAG -> value.isBoolean();
                        case OBJECT -> value.isObject();
                    };
        }

        private static boolean isText(JsonNode value, boolean exactly) {
            return value.isTextual() || value.isValueNode() && !exactly;
        }

        private static boolean isTexts(JsonNode value, boolean exactly) {
            if (!value.isArray()) {
                return false;
            }
            for (JsonNode item : value) {
                if (!item.isNull() && !isText(item, exactly)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param choices the words that it takes; empty where any will do */
    record Member(String name, Type type, List<String> choices) {

        Member(String name, Type type, String... choices) {
            this(name, type, List.of(choices));
        }

        /** For the page: {@code text: apply, event, none}. */
        String rule() {
            return choices.isEmpty() ? type.words : String.join(", ", choices);
        }
    }

    private final String file;
    private final Map<String, Member> members;
    private final List<String> names;

    private MappingSchema(String file, Member... members) {
        this.file = file;
        this.names = List.of(members).stream().map(Member::name).toList();
        this.members = List.of(members).stream().collect(Collectors.toUnmodifiableMap(Member::name, one -> one));
    }

    /** The members, in the order of the page. */
    public List<String> names() {
        return names;
    }

    Member member(String name) {
        return members.get(name);
    }

    /** Where it is edited. */
    public String file() {
        return file;
    }

    /**
     * Refuses what the mapping may not hold.
     *
     * @param place where it is to be fixed
     * @param exactly whether a number where text is needed is refused: made-up candidates have the types that Toggl Hire
     *     documents, so it is the mapping's own then
     * @throws Fail naming the member, the rule and, where there is one, the member that may have been meant
     */
    public void check(JsonNode mapped, String place, boolean exactly) {
        if (mapped == null || !mapped.isObject()) {
            throw wrong("The mapping gives %s where an object is needed. Fix %s".formatted(kind(mapped), place), null);
        }
        mapped.properties().forEach(given -> {
            Member member = members.get(given.getKey());
            if (member == null) {
                throw wrong(
                        "The mapping sets %s, which nothing reads.%s It may hold %s. Fix %s"
                                .formatted(
                                        given.getKey(),
                                        Nearest.question(given.getKey(), names),
                                        String.join(", ", names),
                                        place),
                        given.getKey());
            }
            require(member.name(), given.getValue(), member.type(), place, exactly);
            if (!member.choices().isEmpty() && !given.getValue().isNull()) {
                requireChoice(member, given.getValue().asText(), place);
            }
        });
        checkPerson(Optional.ofNullable(mapped.get("person")), place, exactly);
        checkFields(Optional.ofNullable(mapped.get("fields")), place, exactly);
    }

    private static void requireChoice(Member member, String word, String place) {
        if (!member.choices().contains(word)) {
            throw wrong(
                    "The mapping gives %s '%s'.%s Use one of %s in %s"
                            .formatted(
                                    member.name(),
                                    word,
                                    Nearest.question(word, member.choices()),
                                    String.join(", ", member.choices()),
                                    place),
                    member.name());
        }
    }

    private static void checkPerson(Optional<JsonNode> person, String place, boolean exactly) {
        person.ifPresent(values -> values.properties().forEach(given -> {
            String name = given.getKey();
            if (!PARAMETERS.mayBeMapped(name)) {
                Set<String> known = PARAMETERS.person();
                throw wrong(
                        "The mapping sets person.%s, which is not to be written to Loxo.%s Use one of %s in %s"
                                .formatted(name, Nearest.question(name, known), String.join(", ", known), place),
                        name);
            }
            Type type = ParameterNames.takesNumber(name) ? Type.VALUE : Type.TEXT_OR_TEXTS;
            require("person." + name, given.getValue(), type, place, exactly);
        }));
    }

    private static void checkFields(Optional<JsonNode> fields, String place, boolean exactly) {
        fields.ifPresent(values -> values.properties()
                .forEach(given -> require(
                        "the field '%s'".formatted(given.getKey()), given.getValue(), Type.VALUE, place, exactly)));
    }

    private static void require(String what, JsonNode value, Type type, String place, boolean exactly) {
        if (!type.takes(value, exactly)) {
            throw wrong(
                    "The mapping gives %s as %s; it takes %s. Fix %s".formatted(what, kind(value), type.words, place),
                    what.replaceFirst("^person\\.", ""));
        }
    }

    /** Never the value itself, which may be the candidate's. */
    private static String kind(JsonNode value) {
        if (value == null || value.isNull()) {
            return "nothing";
        }
        return switch (value.getNodeType()) {
            case ARRAY -> "a list of another kind";
            case OBJECT -> "an object";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "something else";
        };
    }

    private static Fail wrong(String message, String word) {
        return new Fail(Reason.MAPPING, message, word);
    }
}
