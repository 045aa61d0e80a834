package org.togglloxo.candidate;

import java.util.Optional;
import org.togglloxo.failure.Reason;

/**
 * What is said of a candidate at the end of a run.
 *
 * @param outcome one of six, or null where the run stopped before it came to this candidate: it stays as it was
 * @param reason a code such as {@code ambiguous}; empty where there is nothing to explain
 * @param message the reason for people, without personal data
 * @param loxoId the person in Loxo, or null
 * @param call the call that failed, such as {@code POST /people}, or null
 * @param answer what Loxo said to it, shortened and without secrets, or null
 * @param alreadyRecorded nothing was tried: the ledger had the answer already
 */
public record CandidateResult(
        Outcome outcome,
        String reason,
        String message,
        String loxoId,
        String call,
        String answer,
        boolean alreadyRecorded) {

    private static final CandidateResult NOT_REACHED = new CandidateResult(null, "", "", null, null, null, false);

    /** The run stopped first: nothing is recorded, the next run does the rest. */
    public static CandidateResult notReached() {
        return NOT_REACHED;
    }

    /** An outcome that speaks for itself. */
    public static CandidateResult of(Outcome outcome, String loxoId) {
        return new CandidateResult(outcome, "", "", loxoId, null, null, false);
    }

    /** An outcome with its reason. */
    public static CandidateResult of(Outcome outcome, Reason reason, String message) {
        return of(outcome, reason.code(), message);
    }

    /** The same with a reason of a route's own, or one read from the ledger. */
    public static CandidateResult of(Outcome outcome, String reason, String message) {
        return new CandidateResult(outcome, reason, message, null, null, null, false);
    }

    /** The same with the call that led to it and the answer. */
    public CandidateResult after(String call, String answer) {
        return new CandidateResult(outcome, reason, message, loxoId, call, answer, alreadyRecorded);
    }

    /** The same with a remark where there is one. */
    public CandidateResult noting(Reason reason, String message) {
        return new CandidateResult(outcome, reason.code(), message, loxoId, call, answer, alreadyRecorded);
    }

    /** The same about a person in Loxo. */
    public CandidateResult about(String loxoId) {
        return new CandidateResult(outcome, reason, message, loxoId, call, answer, alreadyRecorded);
    }

    /** The same, said again from the ledger. */
    public CandidateResult fromLedger() {
        return new CandidateResult(outcome, reason, message, loxoId, call, answer, true);
    }

    /** Whether Loxo got something of the candidate. */
    public boolean isWritten() {
        return outcome != null && outcome.isWritten();
    }

    /** The outcome, empty where the run did not reach the candidate. */
    public Optional<Outcome> reached() {
        return Optional.ofNullable(outcome);
    }

    /** For a log. A condition that compares it words it each time, and a record's own words cost more than the rest of it. */
    @Override
    public String toString() {
        return outcome + " " + reason;
    }
}
