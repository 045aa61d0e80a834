package org.togglloxo.loxo.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.reference.CustomFields;
import org.togglloxo.loxo.reference.SourceTypes;

/**
 * What a delivery is to change, by the agency's own fields and the settings.
 *
 * @param overwrite whether filled fields of people not created from here are written ({@code sync.fill})
 */
public record PersonRules(CustomFields customFields, SourceTypes sourceTypes, boolean overwrite) {

    boolean overwrites(CandidateRecord known) {
        return overwrite || known.createdHere();
    }

    /** Everything, on a person yet to be created. */
    PersonChanges ofNew(Delivery delivery) {
        return PersonChanges.ofNew(delivery, values(delivery));
    }

    /** What the POST that creates a person leaves out. */
    PersonChanges completion(Delivery delivery) {
        List<Change> more = new ArrayList<>(values(delivery).onNew());
        delivery.emails().stream()
                .skip(1)
                .map(email -> new Change("email", null, email))
                .forEach(more::add);
        return new PersonChanges(more, delivery.tags(), Optional.empty(), List.of());
    }

    /** @param staleTags tags that the candidate put there before and that nobody wants any more */
    PersonChanges of(LoxoPerson person, Delivery delivery, CandidateRecord known, List<String> staleTags) {
        return PersonChanges.of(person, delivery, values(delivery), overwrites(known), staleTags);
    }

    /** The lists that a delivery needs and that Loxo may give out later. */
    List<String> unread(Delivery delivery) {
        return Stream.concat(customFields.unread(delivery.fields()).stream(), sourceTypes.unread().stream())
                .toList();
    }

    private CustomValues values(Delivery delivery) {
        return new CustomValues(customFields.resolve(delivery.fields()), sourceTypes.id(), sourceTypes.name());
    }
}
