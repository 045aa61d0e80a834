package org.togglloxo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.Journal;
import org.togglloxo.sync.Passage;
import org.togglloxo.sync.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what sync would do, field by field; writes nothing to Loxo and nothing to the ledger.")
final class PlanCommand implements Callable<Integer> {

    private static final Map<Outcome, String> WOULD = Map.of(
            Outcome.CREATED, "create",
            Outcome.UPDATED, "update",
            Outcome.UNCHANGED, "leave",
            Outcome.SKIPPED, "skip",
            Outcome.DEFERRED, "defer",
            Outcome.FAILED, "fail");

    private final CommandContext context;

    @Mixin
    LimitOption limit;

    @Mixin
    OutputOption output;

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.soundSettings();
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            Runs runs = new Runs(new Screen(), ProgressDisplay.forThis(output), context.clock(), limit.count);
            try (Ending ending = new Ending();
                    Flow flow = Flow.start(settings, context.folder(), false, ledger, runs, context.clock())) {
                ending.asks(flow::end);
                flow.runOnce();
            }
            RunRow run = runs.last();
            output.text("");
            if (!run.sentence().isEmpty()) {
                output.text("%s: %s", run.ended(), run.sentence());
            }
            run.remarks().forEach(remark -> output.text("note: %s (%s)", remark.sentence(), remark.code()));
            output.text(Report.line(run, "plan"));
            output.text("Nothing was written. To do it: sync --once");
            output.object(Report.json(run));
            return run.exitCode();
        }
    }

    /** In the place of the ledger: every candidate with what would be done. */
    private final class Screen implements Journal {

        @Override
        public long begin() {
            return 0;
        }

        @Override
        public boolean onlyPlanning() {
            return true;
        }

        @Override
        public synchronized void record(long runId, Passage passage) {
            Conclusion conclusion = passage.entry().conclusion();
            if (conclusion.outcome() != Outcome.UNCHANGED) {
                output.text(line(passage, conclusion));
                passage.changes().forEach(change -> output.text("    " + change));
            }
            output.object(object(passage, conclusion));
        }

        @Override
        public void end(RunRow run) {
            // the summary is printed when the flow has ended
        }

        private String line(Passage passage, Conclusion conclusion) {
            String about = conclusion.loxoId() == null ? "" : " Loxo person " + conclusion.loxoId();
            String why = conclusion.reason().isEmpty()
                    ? ""
                    : ": %s (%s)".formatted(conclusion.sentence(), conclusion.reason());
            return "%-6s candidate %s [%s]%s%s"
                    .formatted(
                            WOULD.get(conclusion.outcome()),
                            passage.entry().before().togglId(),
                            passage.entry().lane(),
                            about,
                            why);
        }

        private Map<String, Object> object(Passage passage, Conclusion conclusion) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("candidate", passage.entry().before().togglId());
            object.put("would", WOULD.get(conclusion.outcome()));
            object.put("lane", passage.entry().lane());
            object.put("person", conclusion.loxoId());
            object.put("reason", conclusion.reason());
            object.put("changes", passage.changes());
            return object;
        }
    }
}
