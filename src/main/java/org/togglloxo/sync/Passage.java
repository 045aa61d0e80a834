package org.togglloxo.sync;

import java.util.List;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.Known;

/**
 * One candidate's way through the routes, at its end.
 *
 * @param known what the ledger knew, with what happened on the way
 * @param lane the router's choice, or empty
 * @param delivery what was, or was to be, delivered; null where the candidate did not come so far
 * @param attempted the mark of this try for the ledger, or null
 * @param changes for {@code plan}: what would be done, one line each
 * @param conclusion how it ended
 * @param refusedBy the endpoint that answered 401 or 403 to this candidate, or null
 */
public record Passage(
        Known known,
        String lane,
        Delivery delivery,
        String attempted,
        List<String> changes,
        Conclusion conclusion,
        String refusedBy) {}
