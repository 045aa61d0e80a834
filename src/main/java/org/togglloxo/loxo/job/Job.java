package org.togglloxo.loxo.job;

import org.togglloxo.candidate.Blocker;
import org.togglloxo.candidate.Waiting;
import org.togglloxo.failure.Reason;

/**
 * The job in Loxo of an opening in Toggl Hire, or why there is none.
 *
 * @param id the job, or null; null in a plan for one that would be made
 * @param waits why there is none, or null
 * @param missing whether Loxo has no job of the opening's title, so that one may be created
 */
public record Job(String id, Blocker waits, boolean missing) implements Waiting {

    static Job of(String id) {
        return new Job(id, null, false);
    }

    /** No other method is called as {@link #missing} is: 60-find-job asks for that by its name, and Camel may take another one of it. */
    static Job none(String message) {
        return new Job(null, new Blocker(Reason.NO_JOB, message), true);
    }

    static Job unknown(String message) {
        return new Job(null, new Blocker(Reason.NO_JOB, message), false);
    }

    static Job ambiguous(String message) {
        return new Job(null, new Blocker(Reason.AMBIGUOUS_JOB, message), false);
    }

    /** In a plan: one that would be made. */
    static Job planned() {
        return new Job(null, null, false);
    }

    public boolean isFound() {
        return waits == null;
    }
}
