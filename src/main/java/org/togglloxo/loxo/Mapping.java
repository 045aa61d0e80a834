package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;

/**
 * Reads what a mapping says of one person, and checks it: {@code {"person":{},"emails":[],"tags":[],"create":true}}, and
 * {@code fields} and {@code put_forward} where they are wanted.
 */
final class Mapping {

    private static final List<String> WAYS = List.of("apply", "event", "none");

    private final LoxoParameters parameters = LoxoParameters.load();
    private final String place;

    /** @param place where it is to be mended, for the words of an error */
    Mapping(String place) {
        this.place = place;
    }

    /** @throws Fail when it sets something that Loxo has no parameter for, or leaves out the address */
    Delivery delivery(JsonNode mapped, String togglId, String lane) {
        Delivery delivery = new Delivery(
                togglId,
                lane,
                mapped.path("create").asBoolean(false),
                person(mapped),
                texts(mapped.path("emails")),
                texts(mapped.path("tags")),
                fields(mapped),
                putForward(mapped));
        if (delivery.emails().isEmpty()) {
            throw new Fail(
                    "no-address",
                    "The candidate has no e-mail address, and without one nobody can tell whether Loxo has the person already. Add one in Toggl Hire");
        }
        if (!delivery.person().containsKey("name")) {
            throw wrong("The mapping gives no person.name, which Loxo requires. Mend " + place);
        }
        return delivery;
    }

    /** What it makes of the details, added to what it made of the list. */
    Delivery withDetails(JsonNode mapped, Delivery delivery) {
        return delivery.with(person(mapped), texts(mapped.path("tags")), fields(mapped));
    }

    private Map<String, String> person(JsonNode mapped) {
        Map<String, String> person = new TreeMap<>();
        mapped.path("person").properties().forEach(field -> {
            if (!parameters.mayBeMapped(field.getKey())) {
                throw wrong("The mapping sets person.%s, which is not to be written to Loxo. Use one of %s in %s"
                        .formatted(field.getKey(), String.join(", ", parameters.person()), place));
            }
            person.put(field.getKey(), text(field.getValue()));
        });
        return person;
    }

    private Map<String, String> fields(JsonNode mapped) {
        Map<String, String> fields = new TreeMap<>();
        mapped.path("fields").properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
        return fields;
    }

    private String putForward(JsonNode mapped) {
        String way = mapped.path("put_forward").asText("none");
        if (!WAYS.contains(way)) {
            throw wrong("The mapping gives put_forward '%s'. Use one of %s in %s"
                    .formatted(way, String.join(", ", WAYS), place));
        }
        return way;
    }

    private List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(text(value)));
        return texts;
    }

    private String text(JsonNode value) {
        if (value.isContainerNode()) {
            throw wrong("The mapping gives a list or an object where Loxo takes one value. Mend " + place);
        }
        return value.isNull() ? "" : value.asText();
    }

    private static Fail wrong(String sentence) {
        return new Fail("mapping", sentence);
    }
}
