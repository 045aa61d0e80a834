package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.togglloxo.ledger.OutboxEntry;

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
    OutboxEntry outboxEntry(String jobTitle) {
        return OutboxEntry.first(key(id), OutboxEntry.JOB, lowerCase(jobTitle), null);
    }

    /** As names are compared. */
    static String lowerCase(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
