package org.togglloxo.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why people are told something. */
public enum AlertKind {
    /** A run went wrong, and the one before had not. */
    DEGRADED,
    /** Something else went wrong as well, or much more of it. */
    WORSE,
    /** It is wrong still. */
    REMINDER,
    /** No run has come to its end for long. */
    STALE,
    /** A run did what the ten before it did not, and nothing is wrong with it. */
    UNUSUAL,
    /** A run went well, after others that did not. */
    WELL_AGAIN;

    /** As it stands in the JSON and in the names of messages. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static AlertKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
