package org.togglloxo.sync;

/** What has to be so before a run lists anybody. */
public interface Admission {

    /** @throws org.togglloxo.failure.Stop where the run must not go on */
    void check();
}
