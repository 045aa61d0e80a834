package org.togglloxo.cli.candidates;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.ManualDecisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Has the next run try candidates again: those named, or all who failed; with --all those delivered as well.")
public final class RetryCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "ids in Toggl Hire; none for all failed candidates")
    List<String> ids = List.of();

    @Option(
            names = "--all",
            description = "everybody, those delivered included, for instance after a custom field was added in Loxo")
    boolean all;

    @Mixin
    OutputOption output;

    RetryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (all && !ids.isEmpty()) {
            context.console()
                    .error("--all is everybody, and %s is named as well. Use retry %s, or retry --all"
                            .formatted(String.join(", ", ids), String.join(" ", ids)));
            return ExitCode.SETTINGS.code();
        }
        try (Ledger ledger = Ledger.openBeside(context.ledgerSettings(), context.clock())) {
            List<String> strangers =
                    ids.stream().filter(id -> ledger.find(id).isEmpty()).toList();
            if (!strangers.isEmpty()) {
                context.console().error(unknown(strangers));
                return ExitCode.SETTINGS.code();
            }
            ManualDecisions decisions = ledger.manualDecisions(context.actor());
            int many = all ? decisions.retryAll() : decisions.retry(ids);
            output.text(
                    many == 0
                            ? "No failed candidate to try again; deferred ones are tried again by every run"
                            : "%d marked; the next run tries again. To start one now: sync --once".formatted(many));
            output.object(Map.of("retried", many));
            return ExitCode.OK.code();
        }
    }

    /** What is said of ids that the ledger does not have, of which nobody is marked then. */
    public static String unknown(List<String> strangers) {
        return "the ledger has no candidate %s. Give ids as status and explain show them"
                .formatted(String.join(", ", strangers));
    }
}
