package org.togglloxo.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.WouldSend;
import org.togglloxo.ledger.Entry;
import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.Passage;

/** What a plan found, as people read it: by what will become of the candidates, and by name. */
final class PlanReport {

    private static final String NOT_PREVIEWED = "not-previewed";

    private static final Map<Outcome, String> WOULD = Map.of(
            Outcome.CREATED, "create",
            Outcome.UPDATED, "update",
            Outcome.UNCHANGED, "leave",
            Outcome.SKIPPED, "skip",
            Outcome.DEFERRED, "defer",
            Outcome.FAILED, "fail");

    private final OutputOption output;
    private final Map<Outcome, List<Passage>> passages = new EnumMap<>(Outcome.class);

    PlanReport(OutputOption output) {
        this.output = output;
        for (Outcome outcome : Outcome.values()) {
            passages.put(outcome, new ArrayList<>());
        }
    }

    /** Called by several threads. */
    synchronized void add(Passage passage) {
        passages.get(outcome(passage)).add(passage);
    }

    /** A person in Loxo who has everything already is left as it is. */
    private static Outcome outcome(Passage passage) {
        Outcome outcome = passage.entry().conclusion().outcome();
        return outcome == Outcome.UPDATED && passage.changes().isEmpty() ? Outcome.UNCHANGED : outcome;
    }

    /**
     * Prints it.
     *
     * @param sends what would be sent elsewhere, by candidate
     * @param again the command that does what was planned
     */
    void show(RunRow run, Map<String, List<WouldSend>> sends, String again) {
        for (Outcome outcome : Outcome.values()) {
            List<Passage> sorted = passages.get(outcome).stream()
                    .sorted(Comparator.<Passage, String>comparing(
                                    passage -> passage.name().toLowerCase(Locale.ROOT))
                            .thenComparing(passage -> passage.entry().before().togglId()))
                    .toList();
            if (outcome != Outcome.UNCHANGED && !sorted.isEmpty()) {
                output.text("%s (%d):", title(outcome, sorted), sorted.size());
                output.text("");
            }
            // one sentence said of many is said once
            Map<String, List<Passage>> byWhy = sorted.stream()
                    .collect(Collectors.groupingBy(
                            passage -> isDelivered(outcome) ? "" : why(passage),
                            LinkedHashMap::new,
                            Collectors.toList()));
            byWhy.forEach((why, some) -> {
                if (!why.isEmpty()) {
                    output.text("%s", "  " + why);
                }
                some.forEach(passage -> show(outcome, passage, sends));
            });
            if (outcome != Outcome.UNCHANGED && !sorted.isEmpty()) {
                output.text("");
            }
        }
        sends.getOrDefault("", List.of()).forEach(send -> output.text("The run %s", send.sentence()));
        total(run);
        output.text(end(run, again));
    }

    private static String title(Outcome outcome, List<Passage> some) {
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

    private static boolean isNotPreviewed(Passage passage) {
        return passage.entry().conclusion().reason().equals(NOT_PREVIEWED);
    }

    private void show(Outcome outcome, Passage passage, Map<String, List<WouldSend>> sends) {
        Entry entry = passage.entry();
        Conclusion conclusion = entry.conclusion();
        List<WouldSend> elsewhere = sends.getOrDefault(entry.before().togglId(), List.of());
        if (outcome != Outcome.UNCHANGED) {
            output.text("%s", line(passage));
            passage.changes()
                    .forEach(change -> output.text(
                            "%s",
                            "    "
                                    + (outcome == Outcome.CREATED
                                            ? change.replaceFirst("^([^:\"]*): \\(blank\\) -> ", "$1: ")
                                            : change)));
            elsewhere.forEach(send -> output.text("%s%s", isDelivered(outcome) ? "    " : "        ", send.sentence()));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", entry.before().togglId());
        object.put("name", passage.name());
        object.put("would", isNotPreviewed(passage) ? NOT_PREVIEWED : WOULD.get(outcome));
        object.put("lane", entry.lane());
        object.put("person", conclusion.loxoId());
        object.put("reason", conclusion.reason());
        object.put("sentence", conclusion.sentence());
        object.put("changes", passage.changes());
        object.put("would_send", elsewhere.stream().map(WouldSend::sentence).toList());
        output.object(object);
    }

    private static String line(Passage passage) {
        Entry entry = passage.entry();
        Conclusion conclusion = entry.conclusion();
        boolean delivered = isDelivered(conclusion.outcome());
        return "%s%s (candidate %s%s%s)%s"
                .formatted(
                        delivered ? "" : "    ",
                        passage.name(),
                        entry.before().togglId(),
                        entry.lane().isEmpty() ? "" : ", " + entry.lane(),
                        conclusion.loxoId() == null ? "" : ", Loxo person " + conclusion.loxoId(),
                        delivered && !conclusion.reason().isEmpty() ? ": " + why(passage) : "");
    }

    private static boolean isDelivered(Outcome outcome) {
        return outcome == Outcome.CREATED || outcome == Outcome.UPDATED || outcome == Outcome.UNCHANGED;
    }

    private static String why(Passage passage) {
        Conclusion conclusion = passage.entry().conclusion();
        return "%s (%s)".formatted(conclusion.sentence(), conclusion.reason());
    }

    private void total(RunRow run) {
        if (Report.read(run) == 0 && Report.stopped(run)) {
            return;
        }
        output.text(
                "Of %d candidates read, %d will be created, %d updated, %d left as they are, %d skipped, %d deferred, and %d will fail.",
                Report.read(run),
                many(Outcome.CREATED),
                many(Outcome.UPDATED),
                many(Outcome.UNCHANGED),
                many(Outcome.SKIPPED),
                many(Outcome.DEFERRED),
                many(Outcome.FAILED));
        for (Outcome outcome : List.of(Outcome.SKIPPED, Outcome.DEFERRED, Outcome.FAILED)) {
            Map<String, Long> reasons = passages.get(outcome).stream()
                    .collect(Collectors.groupingBy(
                            passage -> passage.entry().conclusion().reason(), TreeMap::new, Collectors.counting()));
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
        return passages.get(outcome).size();
    }

    private String end(RunRow run, String again) {
        if (Report.stopped(run)) {
            return "Nothing was written. The plan ended early: sync would stop there as well, until the cause is mended";
        }
        boolean nothing = many(Outcome.CREATED) + many(Outcome.UPDATED) == 0;
        return nothing
                ? "Nothing was written, and nothing is to be written to Loxo"
                : "Nothing was written. To do it: " + again;
    }
}
