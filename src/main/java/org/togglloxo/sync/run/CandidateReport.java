package org.togglloxo.sync.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.ledger.CandidateUpdate;

/**
 * One candidate's way through the routes, at its end.
 *
 * @param candidate as Toggl Hire's list has it
 * @param entry what is to be written down of it
 * @param changes for {@code plan}: what would be done, one line each
 * @param seen for {@code plan}: SHA-256 of the person as Loxo had them; empty where there is none
 * @param known for {@code plan}: SHA-256 of what the ledger had of the candidate at the beginning
 * @param refusedBy the endpoint that answered 401 or 403 to this candidate, or null
 */
public record CandidateReport(
        JsonNode candidate, CandidateUpdate entry, List<String> changes, String seen, String known, String refusedBy) {

    /** The same with another end. */
    CandidateReport endingAs(CandidateResult result) {
        return new CandidateReport(candidate, entry.endingAs(result), changes, seen, known, null);
    }
}
