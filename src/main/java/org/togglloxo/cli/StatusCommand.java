package org.togglloxo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.RefusedEdit;
import org.togglloxo.ledger.RunRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "The last runs, how the candidates stand, and what needs attention.")
final class StatusCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "how many runs to show (5)")
    int runs;

    @Mixin
    OutputOption output;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            List<RunRow> last = ledger.lastRuns(Math.max(1, runs));
            if (last.isEmpty()) {
                output.text("No run yet. To see what one would do: plan. To make one: sync --once");
            }
            last.forEach(this::show);
            List<RefusedEdit> refused = ledger.refusedEdits().all();
            refused.forEach(this::show);
            Map<Outcome, Long> counts = ledger.countByOutcome();
            output.text("");
            output.text("In the ledger:");
            for (Outcome outcome : Outcome.values()) {
                if (counts.containsKey(outcome)) {
                    output.text("  %-9s %d", outcome.word(), counts.get(outcome));
                }
            }
            Map<String, Long> waiting = ledger.countByWaits();
            waiting.forEach((reason, many) -> output.text("  %d of them wait to be put forward: %s", many, reason));
            showTroubled(ledger, Outcome.FAILED, "Failed; mend the cause, then: retry [ID...]");
            showTroubled(ledger, Outcome.DEFERRED, "Deferred; the next run tries again by itself");
            output.object(object(last, counts, waiting, refused));
            return ExitCode.OK.code();
        }
    }

    private void show(RefusedEdit edit) {
        output.text("");
        output.text(
                "An edit is not in force since %s, the version before goes on (%s):",
                Times.show(edit.since()), edit.node());
        output.text("  %s: %s", place(edit), edit.sentence());
    }

    private static String place(RefusedEdit edit) {
        return edit.line() == 0 ? edit.file() : "%s, line %d".formatted(edit.file(), edit.line());
    }

    private void show(RunRow run) {
        String when = Times.show(run.startedAt());
        if (run.endedAt() == null) {
            output.text("run %d of %s: under way, or its process died", run.id(), when);
        } else {
            output.text(Report.line(run, "run %d of %s".formatted(run.id(), when)));
        }
        if (!run.sentence().isEmpty()) {
            output.text("    %s: %s", run.ended(), run.sentence());
        }
        run.remarks().forEach(remark -> output.text("    note: %s (%s)", remark.sentence(), remark.code()));
    }

    private void showTroubled(Ledger ledger, Outcome outcome, String title) {
        List<Known> troubled = ledger.withOutcome(outcome);
        if (!troubled.isEmpty()) {
            output.text("");
            output.text(title);
            troubled.forEach(known -> output.text(
                    "  %s  %s  %s: %s",
                    known.togglId(), Times.show(known.updatedAt()), known.reason(), known.sentence()));
        }
    }

    private static Map<String, Object> object(
            List<RunRow> runs, Map<Outcome, Long> counts, Map<String, Long> waiting, List<RefusedEdit> refused) {
        Map<String, Object> candidates = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            candidates.put(outcome.word(), counts.getOrDefault(outcome, 0L));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("runs", runs.stream().map(Report::json).toList());
        object.put("candidates", candidates);
        object.put("waiting", waiting);
        object.put("refused_edits", refused);
        return object;
    }
}
