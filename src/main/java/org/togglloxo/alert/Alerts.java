package org.togglloxo.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;

/** The steps that tell of a run at its end. */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int RUNS_BACK = 20;

    private final AlertSettings settings;
    private final Ledger ledger;
    private final Runs runs;
    private final Secrets secrets;

    Alerts(AlertSettings settings, Ledger ledger, Runs runs, Secrets secrets) {
        this.settings = settings;
        this.ledger = ledger;
        this.runs = runs;
        this.secrets = secrets;
    }

    /** Whether there is a run to tell of; a plan is none. */
    public boolean isDue() {
        return !runs.planning() && runs.last() != null;
    }

    /**
     * {@code run, read}, the six outcomes, {@code applications, events, stopped, ended, reason,
     * exit_code, degraded, reasons, next, remarks}; empty where no run came to its end.
     */
    public ObjectNode report(Listing listing) {
        RunRow run = runs.last();
        if (run == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        Judgement judgement = Judgement.of(run, listing, listedBefore(run), settings);
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("run", run.id()).put("read", Judgement.read(run));
        for (Outcome outcome : Outcome.values()) {
            report.put(outcome.word(), run.counts().get(outcome));
        }
        report.put("applications", run.applications()).put("events", run.events());
        report.put("stopped", !Judgement.finished(run)).put("ended", run.ended());
        report.put("reason", run.sentence()).put("exit_code", run.exitCode());
        report.put("degraded", judgement.degraded());
        ArrayNode reasons = report.putArray("reasons");
        judgement.reasons().forEach(reasons::add);
        report.put("next", runs.haveCommands() ? judgement.next() : "");
        ArrayNode remarks = report.putArray("remarks");
        run.remarks().forEach(remark -> remarks.add(remark.sentence()));
        return report;
    }

    /** A ledger that cannot be read has stopped the run: then nobody asks it for more. */
    private long listedBefore(RunRow run) {
        if (run.listed() > 0 || !Judgement.finished(run)) {
            return 0;
        }
        return ledger.runs().last(RUNS_BACK).stream()
                .filter(before -> before.id() < run.id() && Judgement.finished(before))
                .mapToLong(RunRow::listed)
                .findFirst()
                .orElse(0);
    }

    /** Step {@code word-alert}: the counts in one line, then what is wrong and what to do, a line each. */
    public String text(@Body JsonNode report) {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            counts.add("%d %s".formatted(report.path(outcome.word()).asLong(), outcome.word()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d read = %s; %d applications, %d events"
                .formatted(
                        subject(report),
                        report.path("read").asLong(),
                        String.join(", ", counts),
                        report.path("applications").asLong(),
                        report.path("events").asLong()));
        report.path("reasons").forEach(reason -> lines.add("Wrong: " + reason.asText()));
        if (!report.path("next").asText().isEmpty()) {
            lines.add("Next: " + report.path("next").asText());
        }
        // a service's words may hold line ends, and would begin lines that look like ours
        return secrets.redactPeople(
                lines.stream().map(line -> line.replaceAll("\\R", " ")).collect(Collectors.joining("\n")));
    }

    /** Step {@code name-alert}. */
    public String subject(@Body JsonNode report) {
        return "toggl-loxo run %d %s".formatted(report.path("run").asLong(), verdict(report));
    }

    private static String verdict(JsonNode report) {
        if (report.path("degraded").asBoolean()) {
            return "needs attention";
        }
        if (Reason.INTERRUPTED.is(report.path("ended").asText())) {
            return "was ended early";
        }
        long failed = report.path(Outcome.FAILED.word()).asLong();
        long deferred = report.path(Outcome.DEFERRED.word()).asLong();
        return failed + deferred == 0
                ? "went well"
                : "finished, with %d failed and %d deferred".formatted(failed, deferred);
    }

    /** Nobody could be told; that is no trouble of the run's. */
    public void untold(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        LOG.warn(
                "nobody could be told of run {}: {}. Look at alerts.* and routes/80-alert.camel.yaml",
                runs.last().id(),
                secrets.redactPeople(root.getClass().getSimpleName() + ": " + root.getMessage()));
    }
}
