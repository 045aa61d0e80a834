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

    private static final String OTHERWISE = "Correct what the message names, then retry.";

    private static final Map<Reason, String> TO_DO = Map.ofEntries(
            Map.entry(Reason.GAVE_UP, "Open one of them to see what kept failing, correct it, then retry."),
            Map.entry(
                    Reason.AMBIGUOUS,
                    "Look at the people in Loxo and merge them, then retry; or link the candidate to one of them."),
            Map.entry(Reason.TOO_MANY_HITS, "Look for the person in Loxo, then link the candidate to them."),
            Map.entry(
                    Reason.FORBIDDEN,
                    "Look at the person in Loxo, or the candidate in Toggl Hire, as the message says: blocked, or another's. Then retry."),
            Map.entry(
                    Reason.REFUSED,
                    "Correct the value in Toggl Hire: a candidate that changes is tried again by itself. Where Loxo is to take it, retry."),
            Map.entry(Reason.NOTHING_SAVED, "See whether the person is in Loxo, then retry."),
            Map.entry(
                    Reason.NO_ADDRESS,
                    "Add an address in Toggl Hire: a candidate that changes is tried again by itself."),
            Map.entry(Reason.MAPPING, "Correct the rules in routes/, then retry."),
            Map.entry(Reason.NO_OUTCOME, "Correct what was last changed in routes/, then retry."),
            Map.entry(
                    Reason.POSTING_UNKNOWN,
                    "Look in Loxo whether the application took place. A retry applies once more."),
            Map.entry(Reason.UNEXPECTED, "Report it with the log, then retry."));

    private Advice() {}

    /** In one message, with code between backquotes; empty for a reason that a route gave, or another version. */
    public static String meaning(String code) {
        Reason reason = BY_CODE.get(code);
        return reason == null ? "" : reason.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
    }

    /** What those who failed or wait for this reason need. */
    public static String next(Outcome outcome, String code) {
        if (outcome == Outcome.DEFERRED) {
            return Reason.CREATE_PENDING.is(code)
                    ? "The next run looks for the person first. Where they are in Loxo already, link the candidate to them."
                    : "Nothing: the next run tries again by itself.";
        }
        Reason reason = BY_CODE.get(code);
        return reason == null ? OTHERWISE : TO_DO.getOrDefault(reason, OTHERWISE);
    }
}
