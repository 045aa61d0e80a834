package org.togglloxo.ledger.list;

import org.togglloxo.candidate.Outcome;

/**
 * How one candidate stands, in a list of many.
 *
 * @param togglId the candidate
 * @param reason the code of why, or empty
 * @param lane the last lane, or empty
 * @param opening the id of the opening in Toggl Hire, or empty
 * @param loxoId the person in Loxo, or empty
 * @param since when it came to stand so (milliseconds)
 * @param attempts how often in a row it was deferred
 * @param agency the name of the one that the person is in, empty where there is no person, or where there are not several agencies
 */
public record CandidateLine(
        String togglId,
        Outcome outcome,
        String reason,
        String lane,
        String opening,
        String loxoId,
        long since,
        int attempts,
        String agency) {}
