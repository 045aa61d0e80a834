package org.togglloxo.loxo.job;

import java.time.Clock;
import java.time.Duration;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.sync.run.Runs;

/**
 * Jobs that {@code config/jobs.csv} or the ledger names and that were deleted in Loxo. As a rule an application finds that out:
 * to ask for each job beforehand would cost a call. The ledger keeps when that was.
 */
final class LostJobs {

    private static final String CONSEQUENCE = "whether the job is there is not checked";

    private final ReferenceData reference;
    private final Ledger ledger;
    private final Runs runs;
    private final Duration lookAgain;
    private final Clock clock;

    LostJobs(ReferenceData reference, Ledger ledger, Runs runs, Duration lookAgain, Clock clock) {
        this.reference = reference;
        this.ledger = ledger;
        this.runs = runs;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    /** For somebody who is to be put forward: asks only where it was lost before, and in a plan, in which nobody applies. */
    boolean isLost(String id) {
        return runs.planning() ? isMissing(id) : wasLost(id);
    }

    /** For one that a list shows: asks only where it was lost before. */
    boolean wasLost(String id) {
        return at(id) > 0 && isMissing(id);
    }

    /** For somebody who waits: one that was lost a short while ago costs no call. */
    boolean staysLost(String id) {
        return at(id) > 0 && (clock.millis() - at(id) < lookAgain.toMillis() || isMissing(id));
    }

    /** After Loxo has answered 404 for it: one that was there at the beginning of the run may have been deleted since. */
    boolean isLostNow(String id) {
        if (!reference.isRead(path(id)) || !isMissing(id)) {
            reference.forget(path(id));
        }
        return isMissing(id);
    }

    /** Asks once a run. Where Loxo does not tell, it is taken to be there. */
    boolean isMissing(String id) {
        boolean missing = reference.lacks(Jobs.PATH, id, CONSEQUENCE);
        if (missing) {
            ledger.marksOfAgency().set(mark(id));
        } else if (at(id) > 0) {
            ledger.marksOfAgency().clear(mark(id));
        }
        return missing;
    }

    private long at(String id) {
        return ledger.marksOfAgency().at(mark(id));
    }

    private static String mark(String id) {
        return "job-lost:" + id;
    }

    private static String path(String id) {
        return Jobs.PATH + "/" + id;
    }
}
