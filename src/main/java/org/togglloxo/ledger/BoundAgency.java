package org.togglloxo.ledger;

import java.util.Optional;

/**
 * The agency in Loxo whose people a ledger knows.
 *
 * @param slug its part of the address
 * @param id its {@code agency_id}; empty text where Loxo's answers do not show it, nothing where nobody has asked yet
 */
public record BoundAgency(String slug, Optional<String> id) {

    /** Whether Loxo told its id. */
    public boolean hasId() {
        return id.isPresent() && !id.get().isEmpty();
    }

    /** For people. */
    public String named() {
        return hasId() ? "'%s' (agency_id %s)".formatted(slug, id.get()) : "'%s'".formatted(slug);
    }
}
