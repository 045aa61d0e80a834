package org.togglloxo.loxo.person;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.reference.CustomField;

/**
 * What a delivery sets beside plain fields: the agency's own fields and where the person comes from. Loxo takes both by PUT
 * (a POST ignores the source type: loxo-19).
 *
 * @param fields resolved to the agency's keys
 * @param sourceTypeId what new people and blanks are given
 * @param sourceType its name
 */
public record CustomValues(List<CustomField> fields, Optional<String> sourceTypeId, String sourceType) {

    static final String SOURCE_TYPE = "source_type_id";

    /** On a person who has just been made. */
    List<Change> onNew() {
        List<Change> changes = new ArrayList<>();
        fields.forEach(field -> changes.add(change(field, null)));
        sourceTypeId.ifPresent(id -> changes.add(sourceTypeChange(id)));
        return changes;
    }

    /** What is missing or, with {@code overwrite}, what differs. Where somebody comes from is only ever filled in. */
    List<Change> on(LoxoPerson person, boolean overwrite) {
        List<Change> changes = new ArrayList<>();
        for (CustomField field : fields) {
            boolean there = field.option()
                    ? person.hasOption(field.key(), field.value())
                    : sameValue(field.value(), person.value(field.key()));
            if (!there && (overwrite || person.isBlank(field.key()))) {
                changes.add(change(field, person.value(field.key())));
            }
        }
        if (person.tellsBlankSourceType()) {
            sourceTypeId.ifPresent(id -> changes.add(sourceTypeChange(id)));
        }
        return changes;
    }

    private Change sourceTypeChange(String id) {
        return new Change(SOURCE_TYPE, "source type", null, id, sourceType);
    }

    private static Change change(CustomField field, String before) {
        return new Change(
                field.parameter(),
                "%s (%s)".formatted(field.name(), field.key()),
                before,
                field.value(),
                field.shown());
    }

    /** Loxo may give a number back with other decimals than it was given. */
    private static boolean sameValue(String wanted, String now) {
        if (wanted.equals(now)) {
            return true;
        }
        try {
            return now != null && new BigDecimal(wanted).compareTo(new BigDecimal(now)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
