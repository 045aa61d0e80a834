package org.togglloxo.alert;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sync.run.Listing;

/**
 * Whether a run went as it should; a run is degraded where there is a reason.
 *
 * @param reasons for people, without personal data
 * @param next what to do about it
 */
record Judgement(List<String> reasons, String next) {

    private static final int PERCENT = 100;

    /**
     * Judges a run.
     *
     * @param listing null where nothing is known of it
     * @param listedBefore how many the last finished run before this one listed
     */
    static Judgement of(RunRow run, Listing listing, long listedBefore, AlertSettings settings) {
        List<String> reasons = new ArrayList<>();
        String next = "";
        long troubled = run.counts().get(Outcome.FAILED) + run.counts().get(Outcome.DEFERRED);
        long read = read(run);
        if (troubled >= settings.failedLeast() && troubled >= settings.failedShare() * read) {
            reasons.add("%d of %d candidates failed or were deferred (%d %%)"
                    .formatted(troubled, read, troubled * PERCENT / read));
            next = "status shows them with their reasons, explain ID tells more of one";
        }
        if (listing != null && listing.differs() && !listing.totalMoved()) {
            reasons.add("Toggl Hire listed %d candidates and says that it has %d"
                    .formatted(listing.read(), listing.total()));
            next = "run sync --once again; tell Toggl's support when it stays so";
        }
        if (run.listed() == 0 && finished(run) && listedBefore >= settings.zeroAfter()) {
            reasons.add("Toggl Hire listed nobody, and %d the time before".formatted(listedBefore));
            next = "look at toggl.filter.* and at the openings in Toggl Hire, then run doctor";
        }
        // whoever ended the process knows
        if (!finished(run) && !Reason.INTERRUPTED.is(run.ended())) {
            reasons.add(0, "it stopped (%s): %s".formatted(run.ended(), run.sentence()));
            next = Reason.BRAKE.is(run.ended())
                    ? "plan shows them; sync --once --yes lets the edit through, or take it back"
                    : "run doctor; the next run does the rest";
        }
        return new Judgement(List.copyOf(reasons), next);
    }

    static boolean finished(RunRow run) {
        return run.ended().equals("finished");
    }

    /** Every candidate that came to an outcome: the six add up to it. */
    static long read(RunRow run) {
        return run.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    boolean degraded() {
        return !reasons.isEmpty();
    }
}
