package org.togglloxo.cli.run;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.SharedAgencies;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CallForecast;
import org.togglloxo.report.RunReport;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Carries candidates over: on the schedule (sync.schedule), or one run.")
public final class SyncCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--once", description = "one run, then end")
    boolean once;

    @Option(
            names = "--yes",
            description = "with --once: lets an edit of the rules through that the brake holds (sync.brake-share)")
    boolean yes;

    @Spec
    CommandSpec command;

    @Mixin
    LimitOption limit;

    @Mixin
    OutputOption output;

    SyncCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (yes && !once) {
            throw new ParameterException(
                    command.commandLine(),
                    "--yes lets one edit of the rules through, in one run: use it with --once. sync.brake-share=1 turns the brake off");
        }
        FlowSettings settings = context.soundSettings();
        if (once) {
            return once(settings);
        }
        try (Ledger ledger = Ledger.openAlone(settings.ledger(), context.clock())) {
            return onSchedule(settings, ledger);
        }
    }

    private int once(FlowSettings settings) {
        try (LedgerOpening opening = new LedgerOpening(() -> Ledger.openAlone(settings.ledger(), context.clock()));
                ShutdownHook ending = new ShutdownHook(context.signals());
                Flow flow = Flow.start(settings, context.folder(), opening::ledger, this::runs, context.clock())) {
            ending.asks(flow::end);
            return once(flow, flow.runs(), opening.ledger());
        }
    }

    private Runs runs(Ledger ledger) {
        Runs runs = new Runs(RunJournal.of(ledger), ProgressDisplay.forThis(output), ledger.clock(), limit.count);
        if (yes) {
            runs.scope().confirmedBy(context.actor());
        }
        return runs;
    }

    private int once(Flow flow, Runs runs, Ledger ledger) {
        flow.runOnce();
        RunRow run = runs.last();
        output.text(RunReport.line(run, "run " + run.id()));
        new AttentionReport(output, ledger).show(run);
        output.object(RunReport.json(run));
        return run.exitCode();
    }

    private int onSchedule(FlowSettings settings, Ledger ledger) throws InterruptedException {
        List<CommandContext> each = context.each();
        List<ScheduledSync> all = new ArrayList<>();
        SharedAgencies shared = new SharedAgencies();
        try (ShutdownHook ending = new ShutdownHook(context.signals())) {
            LedgerTakeovers.make(each, ledger);
            for (CommandContext workspace : each) {
                // they come to one port, and concern one agency
                CommandContext one = all.isEmpty() ? workspace : workspace.without("webhooks.token");
                FlowSettings own = one.soundSettings();
                Announcer announcer = new Announcer(output, own.scope().workspace());
                all.add(new ScheduledSync(
                        one, own, ledger.of(own.scope()), announcer, limit.count, all.size(), shared));
            }
            ending.asks(() -> end(all));
            all.stream()
                    .map(ScheduledSync::pageUrl)
                    .filter(url -> !url.isEmpty())
                    .forEach(url -> context.console().aside("operators' page: " + url));
            context.console()
                    .aside(
                            "waiting for the schedule %s, by the clock of %s; Ctrl-C ends the program after what is in flight"
                                    .formatted(settings.all().text("sync.schedule"), ZoneId.systemDefault()));
            ending.await();
            return ExitCode.OK.code();
        } finally {
            Collections.reverse(all);
            all.forEach(ScheduledSync::close);
        }
    }

    /** All at once: none takes up anybody while another one finishes what it has in flight. */
    private static void end(List<ScheduledSync> all) {
        CompletableFuture.allOf(all.stream()
                        .map(one -> CompletableFuture.runAsync(one.flow()::end, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Says how each run of a long-lived process ended. */
    private record Announcer(OutputOption output, String workspace) implements Progress {

        /** Seconds: runs on the schedule bring a few new candidates each. */
        private static final double WORTH_SAYING = 60;

        @Override
        public void expects(Forecast forecast) {
            if (forecast.seconds() >= WORTH_SAYING) {
                CallForecast.ofRun(forecast).forEach(output.console()::aside);
            }
        }

        @Override
        public void ended(RunRow run) {
            String whose = workspace.isEmpty() ? "" : "workspace %s: ".formatted(workspace);
            output.text(whose + RunReport.line(run, "run " + run.id()));
            Map<String, Object> object = new LinkedHashMap<>();
            if (!workspace.isEmpty()) {
                object.put("workspace", workspace);
            }
            object.putAll(RunReport.json(run));
            output.object(object);
        }
    }
}
