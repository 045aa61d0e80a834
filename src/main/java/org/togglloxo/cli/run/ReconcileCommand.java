package org.togglloxo.cli.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.Reconciliation;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.person.ReadBack.Difference;
import org.togglloxo.loxo.person.ReadBack.Difference.Kind;
import org.togglloxo.report.CallForecast;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Reads Loxo back: who is missing, merged or different from what was delivered. Writes nothing.")
public final class ReconcileCommand implements Callable<Integer> {

    private final CommandContext context;
    private final Map<Kind, List<Difference>> found = new EnumMap<>(Kind.class);

    @Option(
            names = "--details",
            description =
                    "reads each candidate whole from Toggl Hire, one call more each, and compares what 45-add-details adds as well")
    boolean details;

    @Mixin
    OutputOption output;

    ReconcileCommand(CommandContext context) {
        this.context = context;
        for (Kind kind : Kind.values()) {
            found.put(kind, new ArrayList<>());
        }
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.soundSettings();
        Runs runs = new Runs(RunJournal.none(true), Progress.NONE, context.clock(), 0);
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock());
                ShutdownHook ending = new ShutdownHook(context.signals());
                Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
            runs.beginAlone();
            ending.asks(flow::end);
            Finding whose = flow.services().examineLedger();
            if (whose.level() == Finding.Level.FAIL) {
                context.console().error(context.named(whose.message()));
                return whose.exitCode().code();
            }
            Reconciliation reconciliation = flow.services().reconciliation(details);
            CallForecast.ofPlan(reconciliation.begin()).forEach(output.console()::aside);
            reconciliation.compare(difference -> found.get(difference.kind()).add(difference));
            runs.notes().remarks().forEach(remark -> output.text("note: %s (%s)", remark.message(), remark.code()));
            if (!details) {
                output.text("note: what 45-add-details adds (tags, answers) was not compared; with --details it is");
            }
            return report(reconciliation.known());
        }
    }

    private int report(long known) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("people", known);
        object.put("details", details);
        found.forEach((kind, differences) -> {
            if (!differences.isEmpty()) {
                output.text("%s (%d):", kind.title(), differences.size());
                differences.forEach(difference -> output.text("%s", line(difference)));
            }
            object.put(
                    kind.code(),
                    differences.stream().map(ReconcileCommand::object).toList());
        });
        long many = found.values().stream().mapToLong(List::size).sum();
        output.text(
                many == 0
                        ? "%d people that the ledger knows are in Loxo as they were delivered"
                        : "%d people that the ledger knows were compared",
                known);
        output.object(object);
        return many == 0 ? ExitCode.OK.code() : ExitCode.ATTENTION.code();
    }

    private static String line(Difference difference) {
        String candidate = difference.candidate().isEmpty() ? "" : "candidate %s, ".formatted(difference.candidate());
        String what = String.join(", ", difference.what());
        String more = difference.kind() == Kind.MERGED ? ", now person " + what : what.isEmpty() ? "" : ": " + what;
        return "  %sperson %s%s".formatted(candidate, difference.person(), more);
    }

    private static Map<String, Object> object(Difference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", difference.candidate());
        object.put("person", difference.person());
        object.put("what", difference.what());
        return object;
    }
}
