package org.togglloxo.cli.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.RunReport;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.togglhire.FoundCandidate;

/** What a plan found, as people read it: by what will become of the candidates, and by name. */
final class PlanReport {

    private static final Map<Outcome, String> WOULD = Map.of(
            Outcome.CREATED, "create",
            Outcome.UPDATED, "update",
            Outcome.UNCHANGED, "leave",
            Outcome.SKIPPED, "skip",
            Outcome.DEFERRED, "defer",
            Outcome.FAILED, "fail");

    /** A candidate without the rest of what Toggl Hire tells of it: there may be many. */
    private record Planned(String name, CandidateUpdate entry, List<String> changes) {}

    private final OutputOption output;
    private final UnaryOperator<String> shown;
    private final Map<Outcome, List<Planned>> candidates = new EnumMap<>(Outcome.class);

    /** @param shown a candidate's id as people see it */
    PlanReport(OutputOption output, UnaryOperator<String> shown) {
        this.output = output;
        this.shown = shown;
        for (Outcome outcome : Outcome.values()) {
            candidates.put(outcome, new ArrayList<>());
        }
    }

    /** Called by several threads. */
    synchronized void add(CandidateReport report) {
        String name = FoundCandidate.of(report.candidate()).name();
        Planned planned = new Planned(name, report.entry(), report.changes());
        candidates.get(outcome(planned)).add(planned);
    }

    /** A person in Loxo who has everything already is left as it is. */
    private static Outcome outcome(Planned planned) {
        Outcome outcome = planned.entry().result().outcome();
        return outcome == Outcome.UPDATED && planned.changes().isEmpty() ? Outcome.UNCHANGED : outcome;
    }

    /**
     * Prints it.
     *
     * @param sends what would be sent elsewhere, by candidate
     * @param again the command that does what was planned
     */
    void show(RunRow run, Map<String, List<InterceptedSend>> sends, String again) {
        for (Outcome outcome : Outcome.values()) {
            List<Planned> sorted = candidates.get(outcome).stream()
                    .sorted(Comparator.<Planned, String>comparing(
                                    planned -> planned.name().toLowerCase(Locale.ROOT))
                            .thenComparing(planned -> planned.entry().before().togglId()))
                    .toList();
            if (outcome != Outcome.UNCHANGED && !sorted.isEmpty()) {
                output.text("%s (%d):", title(outcome, sorted), sorted.size());
                output.text("");
            }
            // one message said of many is said once
            Map<String, List<Planned>> byWhy = sorted.stream()
                    .collect(Collectors.groupingBy(
                            planned -> outcome.isDelivered() ? "" : why(planned),
                            LinkedHashMap::new,
                            Collectors.toList()));
            byWhy.forEach((why, some) -> {
                if (!why.isEmpty()) {
                    output.text("%s", "  " + why);
                }
                some.forEach(planned -> show(outcome, planned, sends));
            });
            if (outcome != Outcome.UNCHANGED && !sorted.isEmpty()) {
                output.text("");
            }
        }
        sends.getOrDefault("", List.of()).forEach(send -> output.text("The run %s", send.message()));
        total(run);
        output.text(end(run, again));
    }

    private static String title(Outcome outcome, List<Planned> some) {
        boolean unknown = some.stream().allMatch(PlanReport::isNotPreviewed);
        return switch (outcome) {
            case CREATED -> "Will be created in Loxo";
            case UPDATED -> "Will be updated in Loxo";
            case UNCHANGED -> "Will be left as they are";
            case SKIPPED -> "Will be skipped";
            case DEFERRED -> "Will be deferred";
            case FAILED -> unknown ? "Cannot be previewed" : "Will fail";
        };
    }

    private static boolean isNotPreviewed(Planned planned) {
        return Reason.NOT_PREVIEWED.is(planned.entry().result().reason());
    }

    private void show(Outcome outcome, Planned planned, Map<String, List<InterceptedSend>> sends) {
        CandidateUpdate entry = planned.entry();
        CandidateResult result = entry.result();
        List<InterceptedSend> elsewhere = sends.getOrDefault(entry.before().togglId(), List.of());
        if (outcome != Outcome.UNCHANGED) {
            output.text("%s", line(planned));
            planned.changes()
                    .forEach(change -> output.text(
                            "%s",
                            "    "
                                    + (outcome == Outcome.CREATED
                                            ? change.replaceFirst("^([^:\"]*): \\(blank\\) -> ", "$1: ")
                                            : change)));
            elsewhere.forEach(send -> output.text("%s%s", outcome.isDelivered() ? "    " : "        ", send.message()));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", output.shown(entry.before().togglId()));
        object.put("name", planned.name());
        object.put("would", isNotPreviewed(planned) ? Reason.NOT_PREVIEWED.code() : WOULD.get(outcome));
        object.put("lane", entry.lane());
        object.put("person", result.loxoId());
        object.put("reason", result.reason());
        object.put("sentence", result.message());
        object.put("changes", planned.changes());
        object.put(
                "would_send", elsewhere.stream().map(InterceptedSend::message).toList());
        output.object(object);
    }

    private String line(Planned planned) {
        CandidateUpdate entry = planned.entry();
        CandidateResult result = entry.result();
        boolean delivered = result.outcome().isDelivered();
        return "%s%s (candidate %s%s%s)%s"
                .formatted(
                        delivered ? "" : "    ",
                        planned.name(),
                        shown.apply(entry.before().togglId()),
                        entry.lane().isEmpty() ? "" : ", " + entry.lane(),
                        result.loxoId() == null ? "" : ", Loxo person " + result.loxoId(),
                        delivered && !result.reason().isEmpty() ? ": " + why(planned) : "");
    }

    private static String why(Planned planned) {
        CandidateResult result = planned.entry().result();
        return "%s (%s)".formatted(result.message(), result.reason());
    }

    private void total(RunRow run) {
        if (RunReport.read(run) == 0 && RunReport.stopped(run)) {
            return;
        }
        output.text(
                "Of %d candidates read, %d will be created, %d updated, %d left as they are, %d skipped, %d deferred, and %d will fail.",
                RunReport.read(run),
                many(Outcome.CREATED),
                many(Outcome.UPDATED),
                many(Outcome.UNCHANGED),
                many(Outcome.SKIPPED),
                many(Outcome.DEFERRED),
                many(Outcome.FAILED));
        for (Outcome outcome : List.of(Outcome.SKIPPED, Outcome.DEFERRED, Outcome.FAILED)) {
            Map<String, Long> reasons = candidates.get(outcome).stream()
                    .collect(Collectors.groupingBy(
                            planned -> planned.entry().result().reason(), TreeMap::new, Collectors.counting()));
            if (!reasons.isEmpty()) {
                output.text(
                        "    %s: %s",
                        outcome.word(),
                        reasons.entrySet().stream()
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private int many(Outcome outcome) {
        return candidates.get(outcome).size();
    }

    private String end(RunRow run, String again) {
        if (RunReport.stopped(run)) {
            return "Nothing was written. The plan is incomplete: sync would meet the same, until the cause is fixed";
        }
        boolean nothing = many(Outcome.CREATED) + many(Outcome.UPDATED) == 0;
        return nothing
                ? "Nothing was written, and nothing is to be written to Loxo"
                : "Nothing was written. To do it: " + again;
    }
}
