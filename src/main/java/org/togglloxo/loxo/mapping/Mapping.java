package org.togglloxo.loxo.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Blanks;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;

/**
 * Reads what a mapping says of one person, and checks it: {@code {"person":{},"emails":[],"tags":[],"create":true}}, and
 * {@code fields} and {@code put_forward} where they are wanted.
 */
public final class Mapping {

    private final String place;
    private final String source;

    /**
     * @param place where it is to be fixed, for the words of an error
     * @param source where what it lacks is to be added
     */
    public Mapping(String place, String source) {
        this.place = place;
        this.source = source;
    }

    /**
     * What it says.
     *
     * @param exactly see {@link MappingSchema#check}
     * @throws Fail when it holds what {@link MappingSchema#CANDIDATE} does not, or leaves out the address
     */
    public Delivery delivery(JsonNode mapped, String togglId, String lane, boolean exactly) {
        MappingSchema.CANDIDATE.check(mapped, place, exactly);
        Delivery delivery = new Delivery(
                        togglId,
                        lane,
                        mapped.path("create").asBoolean(false),
                        values(mapped.path("person")),
                        texts(mapped.path("emails")),
                        texts(mapped.path("tags")),
                        values(mapped.path("fields")),
                        mapped.path("put_forward").asText("none"))
                .to(text(mapped.path("agency")).strip());
        if (delivery.emails().isEmpty()) {
            throw new Fail(
                    Reason.NO_ADDRESS,
                    "The candidate has no e-mail address, or what stands there has no @, and without one nobody can tell whether Loxo has the person already. Add one in "
                            + source);
        }
        if (!delivery.person().containsKey("name")) {
            throw new Fail(Reason.MAPPING, "The mapping gives no person.name, which Loxo requires. Fix " + place);
        }
        return delivery;
    }

    /** Whether something stands in the place of an address that is none. */
    static boolean givesOther(JsonNode mapped) {
        return texts(mapped.path("emails")).stream()
                .anyMatch(text -> !Blanks.isBlank(text) && !Address.isAddress(text));
    }

    /** What it makes of the details, added to what it made of the list. */
    Delivery withDetails(JsonNode mapped, Delivery delivery, boolean exactly) {
        MappingSchema.DETAILS.check(mapped, MappingSchema.DETAILS.file(), exactly);
        return delivery.with(values(mapped.path("person")), texts(mapped.path("tags")), values(mapped.path("fields")));
    }

    private static Map<String, String> values(JsonNode object) {
        Map<String, String> values = new TreeMap<>();
        object.properties().forEach(field -> values.put(field.getKey(), text(field.getValue())));
        return values;
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(text(value)));
        return texts;
    }

    /** Of a list, the first that is not blank. */
    private static String text(JsonNode value) {
        if (value.isArray()) {
            return texts(value).stream()
                    .filter(text -> !Blanks.isBlank(text))
                    .findFirst()
                    .orElse("");
        }
        return value.isNull() ? "" : value.asText();
    }
}
