package org.togglloxo.sandbox.loxo.agency;

/** What an agency's search makes of a query with several addresses; its answer to one is the same everywhere. */
public enum AddressSearch {
    /** Whoever holds one of them. */
    SEVERAL,
    /** Whoever holds the first one; nothing tells that the others were not looked for. */
    FIRST_ONLY,
    /** 422. */
    REFUSES_SEVERAL
}
