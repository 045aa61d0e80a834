package org.togglloxo.cli.run;

import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.live.LiveFlow;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.observe.Observation;
import org.togglloxo.page.LiveOperations;
import org.togglloxo.page.OperatorsPage;
import org.togglloxo.page.RunEvents;
import org.togglloxo.report.RunReport;
import org.togglloxo.server.Engine;
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
                ShutdownHook ending = new ShutdownHook();
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
        RunEvents events = new RunEvents(context.clock());
        Progress progress = new Announcer(output).and(events);
        Engine engine = new Engine();
        try (ShutdownHook ending = new ShutdownHook();
                Observation observation = Observation.start(settings.observe(), ledger, engine, context.clock());
                LiveFlow flow = LiveFlow.start(
                        context.folder(),
                        context::settings,
                        () -> new Runs(RunJournal.of(ledger), progress, context.clock(), limit.count),
                        ledger,
                        context.clock(),
                        observation.observer(),
                        engine);
                OperatorsPage page =
                        OperatorsPage.start(settings.page(), new LiveOperations(flow, ledger), events, engine)) {
            observation.watch(flow::current, flow::refusedEdit);
            ending.asks(flow::end);
            if (!page.url().isEmpty()) {
                context.console().aside("operators' page: " + page.url());
            }
            context.console()
                    .aside(
                            "waiting for the schedule %s, by the clock of %s; Ctrl-C ends the program after what is in flight"
                                    .formatted(settings.all().text("sync.schedule"), ZoneId.systemDefault()));
            ending.await();
            return ExitCode.OK.code();
        }
    }

    /** Says how each run of a long-lived process ended. */
    private record Announcer(OutputOption output) implements Progress {

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
            output.text(RunReport.line(run, "run " + run.id()));
            output.object(RunReport.json(run));
        }
    }
}
