package org.togglloxo.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;

/** A run as it is shown. */
public final class RunReport {

    private RunReport() {}

    /** The keys that scripts rely on, then what helps to understand them. */
    public static Map<String, Object> json(RunRow run) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.id());
        object.put("read", read(run));
        for (Outcome outcome : Outcome.values()) {
            object.put(outcome.word(), run.counts().get(outcome));
        }
        object.put("stopped", stopped(run));
        object.put("seconds", seconds(run));
        object.put("listed", run.listed());
        object.put("total", run.total());
        object.put("started", TimeFormat.show(run.startedAt()));
        object.put("ended", run.ended());
        object.put("reason", run.message());
        object.put("exit_code", run.exitCode());
        object.put("applications", run.applications());
        object.put("events", run.events());
        object.put("remarks", run.remarks().stream().map(Remark::message).toList());
        return object;
    }

    /** One line for people. */
    public static String line(RunRow run, String verb) {
        StringBuilder counts = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(run.counts().get(outcome))
                    .append(' ')
                    .append(outcome.word());
        }
        return "%s %s after %s s: %d read = %s%s"
                .formatted(verb, stopped(run) ? "stopped" : "finished", seconds(run), read(run), counts, posted(run));
    }

    private static String posted(RunRow run) {
        return run.applications() + run.events() == 0
                ? ""
                : "; %d applications, %d events".formatted(run.applications(), run.events());
    }

    /** Whether it ended before it had come to everybody; not so for one that has no end. */
    public static boolean stopped(RunRow run) {
        return !run.ended().isEmpty() && !run.ended().equals(RunRow.FINISHED);
    }

    /** Every candidate that came to an outcome: the six add up to it. */
    public static long read(RunRow run) {
        return run.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private static double seconds(RunRow run) {
        return run.endedAt() == null ? 0 : Math.round((run.endedAt() - run.startedAt()) / 100.0) / 10.0;
    }
}
