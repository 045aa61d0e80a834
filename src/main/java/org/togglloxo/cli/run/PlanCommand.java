package org.togglloxo.cli.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.report.RunReport;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.camel.HeldSend;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.RemarkCode;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what sync would do, field by field; writes nothing to Loxo and nothing to the ledger.")
public final class PlanCommand implements Callable<Integer> {

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
        PlanReport report = new PlanReport(output);
        Map<String, List<HeldSend>> sends;
        Forecast forecast;
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            Runs runs = new Runs(
                    RunJournal.planning(report::add), ProgressDisplay.forThis(output), context.clock(), limit.count);
            try (ShutdownHook ending = new ShutdownHook();
                    Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
                ending.asks(flow::end);
                flow.runOnce();
                sends = flow.wouldSend();
                forecast = flow.forecast();
            }
            RunRow run = runs.last();
            boolean held =
                    run.remarks().stream().anyMatch(remark -> remark.code().equals(RemarkCode.BRAKE.code()));
            report.show(
                    run,
                    sends,
                    "sync --once" + (held ? " --yes" : "") + (limit.count > 0 ? " --limit " + limit.count : ""));
            if (!run.sentence().isEmpty()) {
                output.text("%s: %s", run.ended(), run.sentence());
            }
            run.remarks().forEach(remark -> output.text("note: %s (%s)", remark.sentence(), remark.code()));
            Map<String, Object> object = RunReport.json(run);
            if (!RunReport.stopped(run)) {
                CallsToCome.ofPlan(forecast).forEach(line -> output.text("%s", line));
                object.putAll(CallsToCome.json(forecast));
            }
            output.object(object);
            return run.exitCode();
        }
    }
}
