package org.togglloxo.loxo.person;

import org.togglloxo.loxo.api.ScrollPosition;

/** One call of a search: a person by id, an address, or the newest people. */
sealed interface SearchQuestion {

    /** What makes a person who is known by id the one that is looked for. */
    enum Trust {
        OWN,
        UNFINISHED,
        WHEN_IT_HOLDS_AN_ADDRESS
    }

    record Read(String id, Trust trust) implements SearchQuestion {}

    /** @param position how far its pages were read */
    record ByAddress(String address, ScrollPosition position) implements SearchQuestion {}

    record Newest() implements SearchQuestion {}
}
