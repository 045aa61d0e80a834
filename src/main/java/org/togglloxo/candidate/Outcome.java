package org.togglloxo.candidate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ended for one candidate; every candidate read ends as exactly one of these. */
public enum Outcome {
    /** A person that Loxo did not have. */
    CREATED,
    /** A person that Loxo had. */
    UPDATED,
    /** The delivery equals the last one that succeeded; no call was made. */
    UNCHANGED,
    /** The rules say that nothing is to be done. */
    SKIPPED,
    /** A temporary error; the next run takes the candidate up by itself. */
    DEFERRED,
    /** Somebody has to look; tried again when the delivery changes or {@code retry} asks. */
    FAILED;

    /** Whether Loxo got something of the candidate in this run. */
    public boolean isWritten() {
        return this == CREATED || this == UPDATED;
    }

    /** Whether Loxo has what it is to have. */
    public boolean isDelivered() {
        return isWritten() || this == UNCHANGED;
    }

    /** The word used in the ledger, in JSON and on the screen. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #word()}. */
    public static Outcome ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
