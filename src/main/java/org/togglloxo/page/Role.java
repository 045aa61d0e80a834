package org.togglloxo.page;

/** What somebody may see and do; each may what those before it may. */
enum Role {
    /** Without a token, on this machine: counts and ids. */
    ANYBODY,
    /** Names, addresses, and what Loxo said. */
    READER,
    /** What changes something. */
    ADMIN;

    boolean may(Role needed) {
        return compareTo(needed) >= 0;
    }
}
