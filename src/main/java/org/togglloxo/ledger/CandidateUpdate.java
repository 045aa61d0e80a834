package org.togglloxo.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;

/**
 * What is to be written down of a candidate at the end of a run.
 *
 * @param before what the ledger knew, with what happened on the way
 * @param lane the router's choice, or empty
 * @param opening the id of the opening in Toggl Hire, or empty
 * @param delivery what was, or was to be, delivered; null where the candidate did not come so far
 * @param tags what stands on the person after it, as far as it came from here
 * @param waits why the candidate is not yet put forward for a job; empty where nothing waits
 * @param result how it ended
 * @param attempted the mark by which this try is known again, or null
 * @param attempts how often in a row it was deferred
 * @param notBefore a deferred one is not tried again earlier (milliseconds)
 */
public record CandidateUpdate(
        CandidateRecord before,
        String lane,
        String opening,
        Delivery delivery,
        List<String> tags,
        String waits,
        CandidateResult result,
        String attempted,
        int attempts,
        long notBefore) {

    /** The same with another end, for which nothing was tried. */
    public CandidateUpdate endingAs(CandidateResult other) {
        return new CandidateUpdate(
                before, lane, opening, delivery, tags, waits, other, attempted, before.attempts(), 0);
    }

    /** Whether the ledger says all of it already: of somebody nobody has decided on yet, read once more, for instance. */
    boolean isKnownAlready() {
        return result.alreadyRecorded()
                || result.outcome() == Outcome.SKIPPED
                        && before.outcome() == Outcome.SKIPPED
                        && result.reason().equals(before.reason())
                        && attempted == null
                        && before.attempted() == null;
    }

    /** The openings of those candidates who are listed under another one than the ledger has, by their ids. */
    static Map<String, String> movedOpenings(List<? extends JsonNode> candidates, Map<String, CandidateRecord> known) {
        Map<String, String> moved = new HashMap<>();
        for (JsonNode candidate : candidates) {
            CandidateRecord before = known.get(candidate.path("id").asText(""));
            String opening = opening(candidate);
            if (before != null && !opening.equals(before.opening())) {
                moved.put(before.togglId(), opening);
            }
        }
        return moved;
    }

    /** The opening of a candidate as Toggl Hire lists it; empty for none. */
    public static String opening(JsonNode candidate) {
        return candidate == null ? "" : candidate.path("job_opening_id").asText("");
    }
}
