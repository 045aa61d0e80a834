package org.togglloxo.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.RunReport;
import org.togglloxo.sync.plan.PlannedWrites;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Does what a plan has shown (plan --out FILE), and nothing else; whoever changed since is left out.")
public final class ApplyCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "the plan, as plan --out has written it")
    Path file;

    @Mixin
    OutputOption output;

    ApplyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PlanFile plan;
        try {
            plan = PlanFile.read(context.folder().resolve(file));
        } catch (IOException e) {
            return refuse(List.of(e.getMessage()));
        }
        FlowSettings settings = context.soundSettings();
        if (!settings.all().text("sync.queue").startsWith("seda:")) {
            return refuse(List.of(
                    "sync.queue is '%s': others would take candidates from there who know nothing of the plan. apply needs a queue in memory (seda:)"
                            .formatted(settings.all().text("sync.queue"))));
        }
        try (Ledger ledger = Ledger.openAlone(settings.ledger(), context.clock())) {
            return apply(plan, settings, ledger);
        }
    }

    private int apply(PlanFile plan, FlowSettings settings, Ledger ledger) {
        PlannedWrites writes = new PlannedWrites(plan.salt(), plan.candidates());
        Runs runs = new Runs(RunJournal.of(ledger), ProgressDisplay.forThis(output), ledger.clock(), 0);
        runs.scope().restrictedTo(writes);
        try (ShutdownHook ending = new ShutdownHook(context.signals());
                Flow flow = Flow.start(settings, context.folder(), false, ledger, runs, context.clock())) {
            List<String> objections = plan.objections(PlanFile.Origin.of(settings, flow, ledger), context.clock());
            if (!objections.isEmpty()) {
                return refuse(objections);
            }
            ledger.audit().note(context.actor(), AuditAct.APPLY, "a plan about %d candidates".formatted(writes.size()));
            ending.asks(flow::end);
            flow.runOnce();
        }
        return report(runs.last(), writes, ledger);
    }

    private int report(RunRow run, PlannedWrites writes, Ledger ledger) {
        // whoever a run did not come to was not left out
        SortedMap<String, String> leftOut = writes.leftOut(!RunReport.stopped(run));
        output.text(RunReport.line(run, "run " + run.id()));
        leftOut.forEach((id, why) -> output.text("left out: candidate %s: %s", id, why));
        new AttentionReport(output, ledger).show(run);
        boolean attention = run.exitCode() == ExitCode.OK.code() && !leftOut.isEmpty();
        int exitCode = attention ? ExitCode.ATTENTION.code() : run.exitCode();
        Map<String, Object> object = RunReport.json(run);
        object.put("exit_code", exitCode);
        object.put("planned", writes.size());
        object.put("left_out", leftOut.keySet());
        output.object(object);
        return exitCode;
    }

    private int refuse(List<String> messages) {
        messages.forEach(context.console()::error);
        return ExitCode.SETTINGS.code();
    }
}
