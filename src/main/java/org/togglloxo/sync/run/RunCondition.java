package org.togglloxo.sync.run;

import java.util.Set;

/** What has to be so before anybody is delivered, or said to be unchanged. */
public interface RunCondition {

    /**
     * Asked once a run, when the first page of the list is there.
     *
     * @param openings those of the candidates on it
     * @throws org.togglloxo.failure.Stop where the run must not go on
     */
    void check(Set<String> openings);
}
