package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunRow;

/** What is told of a run, as JSON. */
final class AlertReport {

    private AlertReport() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * {@code run, read}, the six outcomes, {@code applications, events, stopped, ended, reason, exit_code, degraded,
     * reasons, next, remarks}, and {@code alert}: null for none.
     */
    static ObjectNode of(RunRow run, RunAssessment assessment, AlertMessages messages, String next) {
        ObjectNode report = empty();
        report.put("run", run.id()).put("read", RunAssessment.read(run));
        for (Outcome outcome : Outcome.values()) {
            report.put(outcome.word(), run.counts().get(outcome));
        }
        report.put("applications", run.applications()).put("events", run.events());
        report.put("stopped", !RunAssessment.finished(run)).put("ended", run.ended());
        report.put("reason", run.message()).put("exit_code", run.exitCode());
        report.put("degraded", assessment.degraded());
        ArrayNode reasons = report.putArray("reasons");
        assessment.problems().forEach(problem -> reasons.add(messages.say(problem)));
        report.put("next", next);
        ArrayNode remarks = report.putArray("remarks");
        run.remarks().forEach(remark -> remarks.add(remark.message()));
        report.putNull("alert");
        return report;
    }

    /** Where no run came to its end for long: the same without counts. */
    static ObjectNode withoutRun(long run, boolean degraded) {
        ObjectNode report = empty().put("run", run).put("degraded", degraded);
        report.putArray("reasons");
        return report.put("next", "");
    }

    /** @param again whether it was told before, and did not reach everybody */
    static void put(ObjectNode report, Alert alert, boolean again) {
        ObjectNode told = report.putObject("alert");
        told.put("id", alert.id()).put("kind", alert.kind().word()).put("again", again);
        told.put("run", alert.run())
                .put("since", Instant.ofEpochMilli(alert.since()).toString());
        told.put("seconds", Duration.ofMillis(alert.at() - alert.since()).toSeconds());
        told.put("runs", alert.runs());
        ArrayNode reasons = told.putArray("reasons");
        alert.reasons().forEach(reasons::add);
        told.put("next", alert.next());
    }
}
