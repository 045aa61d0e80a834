package org.togglloxo.ledger;

import java.util.List;
import org.togglloxo.candidate.Outcome;

/**
 * What the ledger knows of one candidate.
 *
 * @param togglId the candidate
 * @param loxoId the person in Loxo, or null
 * @param createdHere whether this candidate made the person
 * @param lane the last lane
 * @param tags the tags of the last delivery that succeeded
 * @param fingerprint of the last delivery that succeeded, or null
 * @param attempted of the last delivery that was tried, or null when it is to be tried again in any case
 * @param outcome the last one that was recorded, or null for a candidate never seen
 * @param attempts tries in a row without success
 * @param intentAt when a create was sent whose answer is not known (milliseconds), or null
 * @param updatedAt when the row was written (milliseconds)
 */
public record Known(
        String togglId,
        String loxoId,
        boolean createdHere,
        String lane,
        List<String> tags,
        String fingerprint,
        String attempted,
        Outcome outcome,
        String reason,
        String sentence,
        int attempts,
        Long intentAt,
        long updatedAt) {

    /** A candidate never seen before. */
    public static Known nothingOf(String togglId) {
        return new Known(togglId, null, false, "", List.of(), null, null, null, "", "", 0, null, 0);
    }

    /** True while it is open whether a create took place. */
    public boolean createPending() {
        return intentAt != null && loxoId == null;
    }

    /** The same where Loxo no longer has the person. */
    public Known withoutPerson() {
        return new Known(
                togglId,
                null,
                false,
                lane,
                List.of(),
                fingerprint,
                attempted,
                outcome,
                reason,
                sentence,
                attempts,
                intentAt,
                updatedAt);
    }

    Known intending(Long at) {
        return new Known(
                togglId,
                loxoId,
                createdHere,
                lane,
                tags,
                fingerprint,
                attempted,
                outcome,
                reason,
                sentence,
                attempts,
                at,
                updatedAt);
    }

    Known created(String id) {
        return new Known(
                togglId,
                id,
                true,
                lane,
                tags,
                fingerprint,
                attempted,
                outcome,
                reason,
                sentence,
                attempts,
                null,
                updatedAt);
    }
}
