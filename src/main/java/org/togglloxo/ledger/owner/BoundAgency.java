package org.togglloxo.ledger.owner;

import java.util.Optional;

/**
 * The agency in Loxo whose people a ledger knows.
 *
 * @param slug its part of the address
 * @param id its {@code agency_id}, where Loxo's answers have shown it
 */
public record BoundAgency(String slug, Optional<String> id) {

    /** For people. */
    public String named() {
        return id.map(known -> "'%s' (agency_id %s)".formatted(slug, known)).orElse("'%s'".formatted(slug));
    }
}
