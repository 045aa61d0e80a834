package org.togglloxo.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunRow;

/**
 * What a run did that the ten before it did not: it listed less than half of the fewest, or more than twice the most, and twenty fewer
 * or more; it created more than twice the most, and twenty more; more failed than twice the most, and five more.
 */
final class UnusualRuns {

    /** So many runs that came to their end say what is usual; fewer say nothing. */
    static final int ENOUGH = 10;

    private static final int TIMES = 2;
    private static final int MANY = 20;
    private static final int MANY_FAILED = 5;

    private UnusualRuns() {}

    /** @param before the runs before it that came to their end, the newest first */
    static List<RunProblem> of(RunRow run, List<RunRow> before) {
        List<RunProblem> unusual = new ArrayList<>();
        if (before.size() < ENOUGH) {
            return unusual;
        }
        List<RunRow> ten = before.subList(0, ENOUGH);
        long least = ten.stream().mapToLong(RunRow::listed).min().orElseThrow();
        if (run.listed() * TIMES < least && least - run.listed() >= MANY) {
            unusual.add(problem("listed-few", run.listed(), least));
        }
        tooMany("listed-many", RunRow::listed, MANY, run, ten, unusual);
        tooMany("created-many", row -> row.counts().get(Outcome.CREATED), MANY, run, ten, unusual);
        tooMany("failed-many", row -> row.counts().get(Outcome.FAILED), MANY_FAILED, run, ten, unusual);
        return unusual;
    }

    private static void tooMany(
            String code,
            ToLongFunction<RunRow> count,
            int more,
            RunRow run,
            List<RunRow> ten,
            List<RunProblem> unusual) {
        long most = ten.stream().mapToLong(count).max().orElseThrow();
        long now = count.applyAsLong(run);
        if (now > most * TIMES && now - most >= more) {
            unusual.add(problem(code, now, most));
        }
    }

    private static RunProblem problem(String code, long now, long usual) {
        return new RunProblem(code, "unusual." + code, Map.of("number", now, "usual", usual));
    }
}
