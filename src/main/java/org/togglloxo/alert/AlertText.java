package org.togglloxo.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.settings.Secrets;

/** An alert, or a run without one, in words: the report of {@link Alerts#report} is all that they are made of. */
final class AlertText {

    private final AlertMessages messages;
    private final Secrets secrets;
    private final JsonNode report;

    AlertText(AlertMessages messages, Secrets secrets, JsonNode report) {
        this.messages = messages;
        this.secrets = secrets;
        this.report = report;
    }

    /** Whether it went well, and since when not. */
    String subject() {
        return clean(List.of(named(messages.say("subject." + kind(), values()))));
    }

    /** The counts in one line, then what is wrong and what to do, a line each. */
    String text() {
        Map<String, Object> values = values();
        values.put("subject", named(messages.say("subject." + kind(), values)));
        List<String> lines = new ArrayList<>();
        boolean stale = kind().equals(AlertKind.STALE.word());
        lines.add(stale ? values.get("subject").toString() : messages.say("line.counts", values));
        String line = lineOfReasons();
        alertOrRun("reasons").forEach(reason -> lines.add(messages.say(line, Map.of("reason", reason.asText()))));
        if (stale) {
            lines.add(messages.say("line.last-success", values));
        } else if (alert().path("runs").asLong() > 1) {
            lines.add(messages.say("line.since", values));
        }
        String next = alertOrRun("next").asText();
        if (!next.isEmpty()) {
            lines.add(messages.say("line.next", Map.of("next", next)));
        }
        return clean(lines);
    }

    private JsonNode alert() {
        return report.path("alert");
    }

    private JsonNode alertOrRun(String field) {
        return alert().isObject() ? alert().path(field) : report.path(field);
    }

    private String lineOfReasons() {
        return switch (kind()) {
            case "well-again" -> "line.was-wrong";
            case "unusual" -> "line.unusual";
            default -> "line.wrong";
        };
    }

    private String kind() {
        if (alert().isObject()) {
            String kind = alert().path("kind").asText();
            boolean nothingElse = alert().path("runs").asLong() == 0;
            return nothingElse && kind.equals(AlertKind.WELL_AGAIN.word()) ? "successful-again" : kind;
        }
        if (report.path("degraded").asBoolean()) {
            return AlertKind.DEGRADED.word();
        }
        if (Reason.INTERRUPTED.is(report.path("ended").asText())) {
            return Reason.INTERRUPTED.code();
        }
        long failed = report.path(Outcome.FAILED.word()).asLong();
        long deferred = report.path(Outcome.DEFERRED.word()).asLong();
        return failed + deferred == 0 ? "good" : "with-failures";
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        for (String name : List.of("read", "applications", "events")) {
            values.put(name, report.path(name).asLong());
        }
        for (Outcome outcome : Outcome.values()) {
            values.put(outcome.word(), report.path(outcome.word()).asLong());
        }
        values.put("run", alertOrRun("run").asLong());
        values.put("runs", messages.runs(alert().path("runs").asLong()));
        values.put(
                "time", messages.time(Duration.ofSeconds(alert().path("seconds").asLong())));
        if (alert().isObject()) {
            values.put(
                    "since",
                    AlertMessages.at(Instant.parse(alert().path("since").asText())));
        }
        return values;
    }

    /** A service's words may hold line ends, and would begin lines that look like ours. */
    private String clean(List<String> lines) {
        return secrets.redactPeople(
                lines.stream().map(line -> line.replaceAll("\\R", " ")).collect(Collectors.joining("\n")));
    }

    /** Whose it is, where there are several workspaces. */
    private String named(String subject) {
        String workspace = report.path("workspace").asText("");
        return workspace.isEmpty() ? subject : "workspace %s: %s".formatted(workspace, subject);
    }
}
