package org.togglloxo.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.ServerRights;
import org.togglloxo.ledger.sql.DatabaseRetry;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks settings, ledger, routes, both keys and every endpoint in use; writes nothing.")
public final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    OutputOption output;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.settings();
        List<Finding> findings = new ArrayList<>();
        for (Problem problem : settings.problems()) {
            findings.add(Finding.fail("setting " + problem.setting(), ExitCode.SETTINGS, problem.message()));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("settings", "complete and well-formed"));
            settings.all()
                    .origins()
                    .forEach((name, origin) -> findings.add(Finding.ok("secret " + context.named(name), origin)));
            examine(settings, findings);
        } else {
            findings.add(Finding.note("ledger, routes, services", "not looked at before the settings are fixed"));
        }
        findings.replaceAll(finding -> named(settings.scope(), finding));
        findings.forEach(this::show);
        ExitCode exitCode = findings.stream()
                .map(Finding::exitCode)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
        output.text("");
        output.text(
                exitCode == ExitCode.OK
                        ? "All is well. Next: plan, or sync --once"
                        : "Fix what is marked FAIL, then run doctor again");
        output.object(object(findings, exitCode));
        return exitCode.code();
    }

    private void examine(FlowSettings settings, List<Finding> findings) {
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            findings.add(examine(settings.ledger(), ledger));
            RoutesCheck check = RoutesCheck.of(settings, context.folder(), context.clock());
            if (!check.errors().isEmpty()) {
                check.errors().forEach(error -> findings.add(broken(error)));
                return;
            }
            check.warnings().forEach(warning -> findings.add(Finding.note("routes", warning.message())));
            Runs runs = Runs.none(context.clock());
            try (Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
                findings.add(Finding.ok("routes", flow.describeRoutes()));
                runs.beginAlone();
                findings.addAll(flow.services().examine());
                flow.services().examineQueue().ifPresent(findings::add);
                if (findings.stream().allMatch(finding -> finding.exitCode() == ExitCode.OK)) {
                    findings.add(flow.services().examineLedger());
                }
                boolean wellSoFar = findings.stream().allMatch(finding -> finding.exitCode() == ExitCode.OK);
                findings.addAll(new WebhookFindings(settings.webhooks(), flow.webhooks()).examine(wellSoFar));
            } catch (FlowException e) {
                findings.add(broken(e.error()));
            }
        } catch (Stop stop) {
            findings.add(Finding.fail("ledger", stop.exitCode(), stop.message()));
        }
    }

    /** With the names that the settings of this workspace and this agency have, where it says what to do. */
    private static Finding named(Scope scope, Finding finding) {
        return finding.level() == Finding.Level.OK
                ? finding
                : new Finding(finding.what(), finding.level(), scope.named(finding.message()), finding.exitCode());
    }

    private static Finding broken(RouteError error) {
        return Finding.fail("routes", ExitCode.SETTINGS, "%s. Fix %s".formatted(error.message(), error.file()));
    }

    private static Finding examine(LedgerSettings settings, Ledger ledger) {
        Path file = settings.file().orElse(null);
        if (file != null && !Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            while (folder != null && !Files.exists(folder)) {
                folder = folder.getParent();
            }
            return folder != null && Files.isWritable(folder)
                    ? Finding.ok("ledger", "none yet; the first run makes " + file)
                    : Finding.fail(
                            "ledger",
                            ExitCode.SETTINGS,
                            "%s cannot be made: %s is not writable. Make it so, or set ledger.url"
                                    .formatted(file, folder));
        }
        if (file != null && !Files.isWritable(file)) {
            return Finding.fail(
                    "ledger", ExitCode.SETTINGS, "%s is not writable. Make it so, or set ledger.url".formatted(file));
        }
        Optional<String> lacking = lacking(settings);
        if (lacking.isPresent()) {
            return Finding.fail("ledger", ExitCode.SETTINGS, lacking.get());
        }
        Map<Outcome, Long> counts = ledger.candidates().countByOutcome();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return Finding.ok(
                "ledger",
                "%d candidates, %d of them deferred and %d failed"
                        .formatted(
                                all,
                                counts.getOrDefault(Outcome.DEFERRED, 0L),
                                counts.getOrDefault(Outcome.FAILED, 0L)));
    }

    private void show(Finding finding) {
        output.text("%-4s  %s: %s", finding.level(), finding.what(), finding.message());
    }

    private static Map<String, Object> object(List<Finding> findings, ExitCode exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ok", exitCode == ExitCode.OK);
        object.put("exit_code", exitCode.code());
        object.put(
                "findings",
                findings.stream()
                        .map(finding -> Map.of(
                                "what", finding.what(),
                                "level", finding.level().name(),
                                "sentence", finding.message()))
                        .toList());
        return object;
    }

    /** Of a server. */
    private static Optional<String> lacking(LedgerSettings settings) {
        try {
            return settings.sqlite() ? Optional.empty() : ServerRights.lacking(settings);
        } catch (SQLException e) {
            return Optional.of(DatabaseRetry.messageAndFix(e));
        }
    }
}
