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
 * Whether a run went as it should; a run is degraded where there is a symptom.
 *
 * @param symptoms what is wrong
 * @param next the name of the message with what to do about it; empty for none
 */
record Judgement(List<Symptom> symptoms, String next) {

    /** The code of a run that listed nobody, where the one before listed many. */
    static final String NOBODY = "listed-nobody";

    private static final int PERCENT = 100;

    /**
     * Judges a run.
     *
     * @param listing null where nothing is known of it
     * @param listedBefore how many the last finished run before this one listed
     */
    static Judgement of(RunRow run, Listing listing, long listedBefore, AlertSettings settings) {
        List<Symptom> symptoms = new ArrayList<>();
        String next = "";
        long troubled = troubled(run);
        long read = read(run);
        if (troubled >= settings.failedLeast() && troubled >= settings.failedShare() * read) {
            symptoms.add(Symptom.of(
                    "failed", Map.of("number", troubled, "read", read, "percent", troubled * PERCENT / read)));
            next = "next.failed";
        }
        if (listing != null && listing.differs() && !listing.totalMoved()) {
            symptoms.add(Symptom.of("total-differs", Map.of("listed", listing.read(), "total", listing.total())));
            next = "next.total-differs";
        }
        if (run.listed() == 0 && finished(run) && listedBefore >= settings.zeroAfter()) {
            symptoms.add(Symptom.of(NOBODY, Map.of("usual", listedBefore)));
            next = "next.listed-nobody";
        }
        // whoever ended the process knows
        if (!finished(run) && !interrupted(run)) {
            symptoms.add(
                    0,
                    new Symptom(
                            "stopped/" + run.ended(),
                            "wrong.stopped",
                            Map.of("code", run.ended(), "sentence", run.sentence())));
            next = Reason.BRAKE.is(run.ended()) ? "next.brake" : "next.stopped";
        }
        return new Judgement(List.copyOf(symptoms), next);
    }

    static boolean finished(RunRow run) {
        return run.ended().equals("finished");
    }

    static boolean interrupted(RunRow run) {
        return Reason.INTERRUPTED.is(run.ended());
    }

    /** Every candidate that came to an outcome: the six add up to it. */
    static long read(RunRow run) {
        return run.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    static long troubled(RunRow run) {
        return run.counts().get(Outcome.FAILED) + run.counts().get(Outcome.DEFERRED);
    }

    boolean degraded() {
        return !symptoms.isEmpty();
    }

    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        symptoms.forEach(symptom -> codes.add(symptom.code()));
        return codes;
    }
}
