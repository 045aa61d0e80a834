package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.togglloxo.ledger.owner.Ownership;

/** The {@code agency_id} in Loxo's answers: not all of them have one (loxo-38). */
public final class AgencyIds {

    private static final String AGENCY_ID = "agency_id";

    private final String slug;
    private final Ownership ledger;
    private volatile boolean learning;

    public AgencyIds(String slug, Ownership ledger) {
        this.slug = slug;
        this.ledger = ledger;
    }

    /** The id is not known: the next answer that shows it will tell. */
    void learn() {
        learning = true;
    }

    /** What a call has brought; null for nothing. */
    public void seen(JsonNode answer) {
        if (learning && answer != null) {
            id(answer).ifPresent(id -> {
                learning = false;
                ledger.learnId(slug, id);
            });
        }
    }

    /** Of the item, of the one in an envelope or of the first in a list; what an item holds may be about somebody else. */
    static Optional<String> id(JsonNode answer) {
        return Stream.concat(
                        Stream.of(answer.isArray() ? answer.path(0) : answer),
                        answer.properties().stream()
                                .map(member -> member.getValue().isArray()
                                        ? member.getValue().path(0)
                                        : member.getValue()))
                .map(item -> item.path(AGENCY_ID))
                .filter(JsonNode::isValueNode)
                .map(value -> value.asText("").strip())
                .filter(id -> !id.isEmpty() && !id.equals("null"))
                .findFirst();
    }
}
