package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.files.RouteError;

/**
 * What the rules make of one candidate.
 *
 * @param togglId the candidate's id in Toggl Hire
 * @param lane or empty
 * @param delivery what Loxo would hold of the person, or null
 * @param event what {@code 64-record-event} would tell, or null
 * @param result how it ends before anything is delivered: skipped or failed; null where it would be delivered
 * @param wouldSend what would have been sent elsewhere on the way
 * @param error what is wrong with the rules, or null
 */
public record DryRunResult(
        String togglId,
        String lane,
        Delivery delivery,
        JsonNode event,
        CandidateResult result,
        List<InterceptedSend> wouldSend,
        RouteError error) {

    /** Whether something was left out on the way, so that what fails behind it may be no fault. */
    boolean isPartial() {
        return !wouldSend.isEmpty() || isNotPreviewed();
    }

    /** Whether a step was not run whose answer may matter. */
    public boolean isNotPreviewed() {
        return result != null && Reason.NOT_PREVIEWED.is(result.reason());
    }
}
