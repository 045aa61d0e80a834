package org.togglloxo.report;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;

/** What a reason means, and what to do about it, for people. */
public final class Advice {

    private static final Map<String, Reason> BY_CODE =
            Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::code, Function.identity()));

    private Advice() {}

    /** In one sentence, with code between backquotes; empty for a reason that a route gave, or another version. */
    public static String meaning(String code) {
        Reason reason = BY_CODE.get(code);
        return reason == null ? "" : reason.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
    }

    /** What those who failed or wait for this reason need. */
    public static String next(Outcome outcome, String code) {
        if (outcome == Outcome.DEFERRED) {
            return Reason.CREATE_PENDING.is(code)
                    ? "The next run looks for the person first. Where they are in Loxo already, say so by a link."
                    : "Nothing: the next run tries again by itself.";
        }
        if (Reason.AMBIGUOUS.is(code) || Reason.TOO_MANY_HITS.is(code)) {
            return "Look at the people in Loxo and merge them, then retry; or link the candidate to one of them.";
        }
        if (Reason.MAPPING.is(code) || Reason.NO_OUTCOME.is(code)) {
            return "Correct the rules in routes/, then retry.";
        }
        return "Correct it in Toggl Hire: a candidate that changes is tried again by itself. Where the cause is in Loxo, correct it there, then retry.";
    }
}
