package org.togglloxo.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sync.run.Listing;

/**
 * Whether a run went as it should; a run is degraded where there is a problem.
 *
 * @param problems what is wrong
 * @param next the name of the message with what to do about it; empty for none
 */
record RunAssessment(List<RunProblem> problems, String next) {

    /** The code of a run that listed nobody, where the one before listed many. */
    static final String NOBODY = "listed-nobody";

    private static final int PERCENT = 100;

    /**
     * Judges a run.
     *
     * @param listing null where nothing is known of it
     * @param listedBefore how many the last finished run before this one listed
     */
    static RunAssessment of(RunRow run, Listing listing, long listedBefore, AlertSettings settings) {
        List<RunProblem> problems = new ArrayList<>();
        String next = "";
        long unsuccessful = unsuccessful(run);
        long read = read(run);
        if (unsuccessful >= settings.failedLeast() && unsuccessful >= settings.failedShare() * read) {
            problems.add(RunProblem.of(
                    "failed", Map.of("number", unsuccessful, "read", read, "percent", unsuccessful * PERCENT / read)));
            next = "next.failed";
        }
        if (listing != null && listing.differs() && listing.totalMoved() == 0) {
            problems.add(RunProblem.of(
                    Reason.TOTAL_DIFFERS.code(), Map.of("listed", listing.read(), "total", listing.total())));
            next = "next.total-differs";
        }
        if (run.listed() == 0 && finished(run) && listedBefore >= settings.zeroAfter()) {
            problems.add(RunProblem.of(NOBODY, Map.of("usual", listedBefore)));
            next = "next.listed-nobody";
        }
        // whoever ended the process knows
        if (!finished(run) && !interrupted(run)) {
            problems.add(
                    0,
                    new RunProblem(
                            "stopped/" + run.ended(),
                            "wrong.stopped",
                            Map.of("code", run.ended(), "sentence", run.message())));
            next = Reason.BRAKE.is(run.ended()) ? "next.brake" : "next.stopped";
        }
        return new RunAssessment(List.copyOf(problems), next);
    }

    static boolean finished(RunRow run) {
        return run.ended().equals(RunRow.FINISHED);
    }

    static boolean interrupted(RunRow run) {
        return Reason.INTERRUPTED.is(run.ended());
    }

    /** Every candidate that came to an outcome: the six add up to it. */
    static long read(RunRow run) {
        return run.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    static long unsuccessful(RunRow run) {
        return run.counts().get(Outcome.FAILED) + run.counts().get(Outcome.DEFERRED);
    }

    boolean degraded() {
        return !problems.isEmpty();
    }

    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        problems.forEach(problem -> codes.add(problem.code()));
        return codes;
    }
}
