package org.togglloxo.sync;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.togglloxo.ledger.Timestamps;

/**
 * How far a run has come, as it stands in the ledger while the run is under way.
 *
 * @param done candidates that came to an outcome
 * @param total candidates in all, or 0 where Toggl Hire has not said
 * @param at when that was (milliseconds)
 */
public record RunProgress(long runId, long done, long total, long at) {

    private static final String RUN = "run under way";
    private static final String DONE = "run done";
    private static final String TOTAL = "run total";
    private static final String AT = "run at";

    /** What was last written down of a run. */
    public static Optional<RunProgress> of(long runId, Timestamps marks) {
        return marks.at(RUN) == runId
                ? Optional.of(new RunProgress(runId, marks.at(DONE), marks.at(TOTAL), marks.at(AT)))
                : Optional.empty();
    }

    /** By the names under which it is written down. */
    public Map<String, Long> values() {
        return Map.of(RUN, runId, DONE, done, TOTAL, total, AT, at);
    }

    /** How long the rest takes where it goes on as it did (seconds); empty where that cannot be told. */
    public OptionalLong secondsLeft(long startedAt) {
        return secondsLeft(done, total, at - startedAt);
    }

    /** @param millis that those done have taken */
    public static OptionalLong secondsLeft(long done, long total, long millis) {
        return done == 0 || total < done
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(millis / 1000.0 / done * (total - done)));
    }
}
