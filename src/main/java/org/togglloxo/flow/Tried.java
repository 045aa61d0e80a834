package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Delivery;

/**
 * What the rules make of one candidate.
 *
 * @param togglId the candidate's id in Toggl Hire
 * @param lane or empty
 * @param delivery what Loxo would hold of the person, or null
 * @param event what {@code 64-record-event} would tell, or null
 * @param conclusion how it ends before anything is delivered: skipped or failed; null where it would be delivered
 * @param leftOut a step that was left out since it leads elsewhere, or null
 * @param trouble what is wrong with the rules, or null
 */
public record Tried(
        String togglId,
        String lane,
        Delivery delivery,
        JsonNode event,
        Conclusion conclusion,
        String leftOut,
        RouteTrouble trouble) {}
