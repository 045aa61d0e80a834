package org.togglloxo.cli.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CallForecast;
import org.togglloxo.report.RunReport;
import org.togglloxo.settings.PrivateFiles;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what sync would do, field by field; writes nothing to Loxo and nothing to the ledger.")
public final class PlanCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--out", paramLabel = "FILE", description = "keeps the plan in FILE, for apply")
    Path file;

    @Option(names = "--force", description = "with --out: replaces FILE where it exists")
    boolean force;

    @Mixin
    LimitOption limit;

    @Mixin
    OutputOption output;

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (file != null && Files.exists(context.folder().resolve(file)) && !force) {
            context.console().error(exists());
            return ExitCode.SETTINGS.code();
        }
        if (file != null && !isInFolder()) {
            context.console().error("%s cannot be written: its folder does not exist. Make it first".formatted(file));
            return ExitCode.SETTINGS.code();
        }
        FlowSettings settings = context.soundSettings();
        PlanFile.Builder kept = new PlanFile.Builder();
        PlanReport report = new PlanReport(output, context::shown);
        Map<String, List<InterceptedSend>> sends;
        Forecast forecast;
        Optional<PlanFile.Origin> origin;
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            Runs runs = new Runs(
                    RunJournal.planning(candidate -> {
                        report.add(candidate);
                        kept.add(candidate);
                    }),
                    ProgressDisplay.forThis(output),
                    context.clock(),
                    limit.count);
            try (ShutdownHook ending = new ShutdownHook(context.signals());
                    Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
                ending.asks(flow::end);
                flow.runOnce();
                origin = file == null || RunReport.stopped(runs.last())
                        ? Optional.empty()
                        : Optional.of(PlanFile.Origin.of(settings, flow, ledger));
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
            if (!run.message().isEmpty()) {
                output.text("%s: %s", run.ended(), run.message());
            }
            run.remarks().forEach(remark -> output.text("note: %s (%s)", remark.message(), remark.code()));
            Map<String, Object> object = RunReport.json(run);
            if (!RunReport.stopped(run)) {
                CallForecast.ofPlan(forecast).forEach(line -> output.text("%s", line));
                object.putAll(CallForecast.json(forecast));
            }
            if (origin.isPresent()) {
                PlanFile plan = kept.build(origin.get(), context.clock());
                if (!write(plan)) {
                    return ExitCode.SETTINGS.code();
                }
                object.put("file", file.toString());
            }
            output.object(object);
            return run.exitCode();
        }
    }

    /** To be known before all candidates are read, which may take long. */
    private boolean isInFolder() {
        Path folder = context.folder().resolve(file).toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private boolean write(PlanFile plan) {
        try {
            PrivateFiles.write(context.folder().resolve(file), plan.bytes(), force);
        } catch (FileAlreadyExistsException e) {
            context.console().error(exists());
            return false;
        } catch (IOException e) {
            context.console()
                    .error("%s cannot be written (%s). Name a file in a folder that is there and writable"
                            .formatted(file, e.getClass().getSimpleName()));
            return false;
        }
        output.text(
                "%s: the plan for %d candidates. To do that and nothing else, within 24 hours: apply %s",
                file, plan.candidates().size(), file);
        return true;
    }

    private String exists() {
        return "%s exists already. Give another --out, or --force to replace it".formatted(file);
    }
}
