package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.togglloxo.ledger.Posting;

/** An opening in Toggl Hire, as far as its job is concerned. */
record Opening(String id, String title) {

    /** Of a candidate with details. */
    static Opening of(JsonNode candidate) {
        return new Opening(
                candidate.path("job_opening_id").asText(""),
                candidate.path("opening").path("name").asText(""));
    }

    /** Not null where candidates cannot take the test any more (toggl-14). */
    static boolean isClosed(JsonNode opening) {
        return opening.path("closed_at").isTextual();
    }

    /** By which the ledger knows it. */
    static String key(String openingId) {
        return "opening:" + openingId;
    }

    /** The job of this opening, not made yet. */
    Posting posting(String jobTitle) {
        return Posting.first(key(id), Posting.JOB, lowerCase(jobTitle), null);
    }

    /** As names are compared. */
    static String lowerCase(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
