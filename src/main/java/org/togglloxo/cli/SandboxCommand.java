package org.togglloxo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.RunRow;
import org.togglloxo.sandbox.LoxoApplication;
import org.togglloxo.sandbox.LoxoPerson;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.Journal;
import org.togglloxo.sync.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description =
                "Simulates both services on this machine and syncs between them, twice. Needs no account and no key.")
final class SandboxCommand implements Callable<Integer> {

    private static final int KNOWN_SHARE = 25;

    private final CommandContext context;

    @Spec
    CommandSpec command;

    int candidates;

    @Option(names = "--serve", description = "keep both services up instead, and print the settings that point at them")
    boolean serve;

    @Mixin
    OutputOption output;

    SandboxCommand(CommandContext context) {
        this.context = context;
    }

    @Option(names = "--candidates", paramLabel = "N", defaultValue = "250", description = "how many candidates (250)")
    void candidates(int wanted) {
        if (wanted < 1) {
            throw new ParameterException(
                    command.commandLine(), "--candidates is %d: a number from 1 on is needed".formatted(wanted));
        }
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
            return serve ? serve(sandbox) : syncTwice(sandbox);
        }
    }

    private int serve(Sandbox sandbox) throws InterruptedException {
        try (Ending ending = new Ending()) {
            // as short-lived as the people in it, so that no ledger of real people ever meets them
            Path folder = temporaryFolder();
            try {
                Map<String, String> settings = settings(sandbox);
                settings.put("ledger.url", ledgerIn(folder));
                output.text("");
                settings.forEach((name, value) -> output.text("export %s=%s", Settings.variable(name), value));
                output.object(settings);
                output.text("");
                output.text(
                        "Paste these lines into another terminal and try plan, doctor or sync there. Ctrl-C ends both services, and their ledger goes with them.");
                ending.await();
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
            Map<String, String> overrides = settings(sandbox);
            overrides.put("ledger.url", ledgerIn(folder));
            overrides.put("webhooks.host", "127.0.0.1");
            overrides.put("webhooks.port", "0");
            overrides.put("webhooks.token", (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""));
            Settings all = context.all();
            all.below("toggl.filter.").keySet().forEach(name -> overrides.put("toggl.filter." + name, ""));
            // nobody is to be told of a trial
            overrides.put("alerts.slack-url", "");
            overrides.put("alerts.mail-to", "");
            FlowSettings settings = FlowSettings.from(all.with(overrides));
            Logging.hide(settings.secrets());
            if (!settings.problems().isEmpty()) {
                throw new UnsoundSettings(settings.problems());
            }
            try (Ledger ledger = Ledger.openAlone(settings.ledger(), context.clock())) {
                return syncTwice(sandbox, settings, ledger);
            }
        } finally {
            delete(folder);
        }
    }

    private int syncTwice(Sandbox sandbox, FlowSettings settings, Ledger ledger) {
        Runs runs = new Runs(Journal.of(ledger), ProgressDisplay.forThis(output), context.clock(), 0);
        int exitCode = ExitCode.OK.code();
        try (Ending ending = new Ending();
                Flow flow = Flow.start(settings, context.folder(), false, true, ledger, runs, context.clock())) {
            ending.asks(flow::end);
            for (String title : List.of("first run ", "second run")) {
                long callsBefore = peopleCalls(sandbox);
                flow.runOnce();
                RunRow run = runs.last();
                output.text("");
                output.text(Report.line(run, title));
                output.text("            %d calls about people to Loxo", peopleCalls(sandbox) - callsBefore);
                new Troubles(output, ledger).show(run);
                output.object(Report.json(run));
                exitCode = Math.max(exitCode, run.exitCode());
            }
            show(sandbox);
            new WebhookShow(sandbox, flow, ledger, output).show();
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

    private static long count(Sandbox sandbox, Predicate<LoxoPerson> which) {
        return sandbox.loxo().people().stream().filter(which).count();
    }

    private static String scoreField(Sandbox sandbox) {
        return sandbox.loxo().setup().list("dynamic_fields").stream()
                .filter(field -> field.path("name").asText().equals("Toggl score"))
                .map(field -> field.path("key").asText())
                .findFirst()
                .orElse("");
    }

    private static long peopleCalls(Sandbox sandbox) {
        return Stream.of("GET /people", "GET /people/{id}", "POST /people", "PUT /people/{id}")
                .mapToLong(operation -> sandbox.loxo().countOf(operation))
                .sum();
    }

    private static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("toggl.base-url", sandbox.togglBaseUrl());
        settings.put("toggl.api-key", sandbox.options().togglKey());
        settings.put("loxo.base-url", sandbox.loxoBaseUrl());
        settings.put("loxo.agency-slug", sandbox.options().agencySlug());
        settings.put("loxo.api-key", sandbox.options().loxoKey());
        return settings;
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
