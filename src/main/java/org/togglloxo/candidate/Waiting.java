package org.togglloxo.candidate;

/** Something that a candidate may have to wait for before it is put forward. */
public interface Waiting {

    /** Why it waits, or null. */
    Blocker waits();
}
