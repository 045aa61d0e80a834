package org.togglloxo.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;

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

    /** The opening of a candidate as Toggl Hire lists it; empty for none. */
    public static String opening(JsonNode candidate) {
        return candidate == null ? "" : candidate.path("job_opening_id").asText("");
    }
}
