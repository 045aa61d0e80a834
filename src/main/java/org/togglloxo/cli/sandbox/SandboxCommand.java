package org.togglloxo.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.togglloxo.cli.run.AttentionReport;
import org.togglloxo.cli.run.ProgressDisplay;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.ShutdownHook;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CallForecast;
import org.togglloxo.report.RunReport;
import org.togglloxo.sandbox.FailingCandidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description =
                "Simulates both services on this machine and syncs between them, twice. Needs no account and no key.")
public final class SandboxCommand implements Callable<Integer> {

    private static final int KNOWN_SHARE = 25;

    private final CommandContext context;

    @Spec
    CommandSpec command;

    int candidates;

    @Option(names = "--serve", description = "keep both services up instead, and print the settings that point at them")
    boolean serve;

    @Option(
            names = "--with-troubles",
            description =
                    "show what each error looks like, a reason at a time; with --serve, add candidates that meet them to those served")
    boolean withErrors;

    @Mixin
    OutputOption output;

    SandboxCommand(CommandContext context) {
        this.context = context;
    }

    @Option(names = "--candidates", paramLabel = "N", defaultValue = "250", description = "how many candidates (250)")
    void candidates(int wanted) {
        LimitOption.requireOne(command, "--candidates", wanted);
        candidates = wanted;
    }

    @Override
    public Integer call() throws InterruptedException {
        SandboxOptions options = SandboxOptions.builder()
                .candidates(candidates)
                .knownPeople(Math.max(1, candidates / KNOWN_SHARE))
                .build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            output.text(
                    "Toggl Hire, simulated at %s: %d candidates",
                    sandbox.togglBaseUrl(), sandbox.toggl().candidateCount());
            output.text(
                    "Loxo, simulated at %s: %d people",
                    sandbox.loxoBaseUrl(), sandbox.loxo().peopleCount());
            FailingCandidates failing = withErrors ? FailingCandidates.addTo(sandbox) : null;
            if (withErrors) {
                output.text("%d more candidates meet an error, and are named after it.", failing.size());
            }
            return serve ? serve(sandbox) : withErrors ? showErrors(sandbox) : syncTwice(sandbox);
        }
    }

    private int showErrors(Sandbox sandbox) {
        Path folder = temporaryFolder();
        try {
            // with the settings and routes as shipped: those of the working directory may change who meets which
            // error
            CommandContext shipped = new CommandContext(
                    folder, Map.of(), new Properties(), context.clock(), context.console(), context.signals());
            TrialSettings trial = new TrialSettings(shipped, folder);
            new ErrorDemo(shipped, trial, output, new ErrorReport()).show(sandbox);
            output.text("");
            output.text(
                    "Next: sandbox --serve --with-troubles keeps both services up with these candidates in them, to try sync, plan, explain and status on them.");
            return ExitCode.OK.code();
        } finally {
            delete(folder);
        }
    }

    private int serve(Sandbox sandbox) throws InterruptedException {
        try (ShutdownHook ending = new ShutdownHook(context.signals())) {
            // as short-lived as the people in it, so that no ledger of real people ever meets them
            Path folder = temporaryFolder();
            try {
                Map<String, String> settings = TrialSettings.leadingTo(sandbox);
                if (withErrors) {
                    settings.putAll(ErrorRuns.IMPATIENCE);
                }
                settings.put("ledger.url", ledgerIn(folder));
                try (SandboxPage page = SandboxPage.start(sandbox, context, folder, settings)) {
                    // the page is here already
                    settings.put("page.port", "");
                    output.text("");
                    settings.forEach((name, value) -> output.text("export %s=%s", Settings.variable(name), value));
                    output.object(settings);
                    output.text("");
                    if (!page.page().url().isEmpty()) {
                        output.text(
                                "Operators' page: %s (token, to see names and to act: %s)",
                                page.page().url(), page.token());
                    }
                    output.text(
                            "Paste these lines into another terminal and try plan, doctor or sync there. Ctrl-C ends both services, and their ledger goes with them.");
                    ending.await();
                }
            } finally {
                delete(folder);
            }
        }
        return ExitCode.OK.code();
    }

    private static String ledgerIn(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("ledger.db");
    }

    private int syncTwice(Sandbox sandbox) {
        Path folder = temporaryFolder();
        try {
            TrialSettings trial = new TrialSettings(context, folder);
            FlowSettings settings = trial.of(sandbox, "ledger.db", Map.of());
            try (Ledger ledger = Ledger.openAlone(settings.ledger(), context.clock())) {
                return syncTwice(sandbox, settings, ledger);
            }
        } finally {
            delete(folder);
        }
    }

    private int syncTwice(Sandbox sandbox, FlowSettings settings, Ledger ledger) {
        Runs runs = new Runs(RunJournal.of(ledger), ProgressDisplay.forThis(output), context.clock(), 0);
        int exitCode = ExitCode.OK.code();
        try (ShutdownHook ending = new ShutdownHook(context.signals());
                Flow flow = Flow.start(settings, context.folder(), false, true, ledger, runs, context.clock())) {
            ending.asks(flow::end);
            for (String title : List.of("first run ", "second run")) {
                Map<CallKind, Long> before = callsByKind(sandbox);
                flow.runOnce();
                RunRow run = runs.last();
                output.text("");
                output.text(RunReport.line(run, title));
                Map<CallKind, Long> made = since(before, callsByKind(sandbox));
                output.text("            %d calls about people to Loxo", aboutPeople(made));
                output.text("            all calls: %s", CallForecast.byKind(made));
                new AttentionReport(output, ledger).show(run);
                output.object(RunReport.json(run));
                exitCode = Math.max(exitCode, run.exitCode());
            }
            show(sandbox);
            new WebhookDemo(sandbox, flow, ledger, output).show();
        }
        output.text("");
        output.text(
                "Next: sandbox --serve keeps both up, to try plan, explain, scorecard and your own routes/ on them.");
        return exitCode;
    }

    private void show(Sandbox sandbox) {
        output.text("");
        output.text(
                "Loxo now has %d people; %d addresses belong to more than one of them.",
                sandbox.loxo().peopleCount(), sandbox.loxo().duplicates().size());
        for (String tag : List.of("toggl:shortlist", "toggl:review", "toggl:rejected")) {
            output.text(
                    "  %-16s %d", tag, count(sandbox, person -> person.tags().contains(tag)));
        }
        output.text(
                "  %-16s %d",
                "Toggl score", count(sandbox, person -> person.fields().containsKey(scoreField(sandbox))));
        output.text("  %-16s %d", "events", sandbox.loxo().events().size());
        showApplications(sandbox);
    }

    private void showApplications(Sandbox sandbox) {
        List<LoxoApplication> applications = sandbox.loxo().applications();
        long pages = applications.stream()
                .filter(application -> application.resumeName().endsWith(".pdf"))
                .count();
        output.text("  %-16s %d, %d of them with a scorecard as PDF", "applications", applications.size(), pages);
        sandbox.loxo()
                .jobs()
                .forEach(job -> output.text(
                        "      %-30s %d",
                        job.path("title").asText(),
                        applications.stream()
                                .filter(application ->
                                        application.jobId() == job.path("id").asLong())
                                .count()));
    }

    private static long count(Sandbox sandbox, Predicate<PersonSeed> which) {
        return sandbox.loxo().people().stream().filter(which).count();
    }

    private static String scoreField(Sandbox sandbox) {
        return sandbox.loxo().setup().list("dynamic_fields").stream()
                .filter(field -> field.path("name").asText().equals("Toggl score"))
                .map(field -> field.path("key").asText())
                .findFirst()
                .orElse("");
    }

    private static long aboutPeople(Map<CallKind, Long> calls) {
        return Stream.of(CallKind.LOOK_UPS, CallKind.READS, CallKind.CREATES, CallKind.UPDATES)
                .mapToLong(kind -> calls.getOrDefault(kind, 0L))
                .sum();
    }

    /** As both services have counted them. */
    private static Map<CallKind, Long> callsByKind(Sandbox sandbox) {
        Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
        sandbox.loxo().counts().forEach((operation, many) -> calls.merge(CallKind.toLoxo(operation), many, Long::sum));
        sandbox.toggl()
                .counts()
                .forEach((operation, many) -> calls.merge(CallKind.toToggl(operation), many, Long::sum));
        return calls;
    }

    private static Map<CallKind, Long> since(Map<CallKind, Long> before, Map<CallKind, Long> now) {
        Map<CallKind, Long> since = new EnumMap<>(now);
        before.forEach((kind, many) -> since.merge(kind, -many, Long::sum));
        return since;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("toggl-loxo-sandbox");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
