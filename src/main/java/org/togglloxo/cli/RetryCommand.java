package org.togglloxo.cli;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Has the next run try candidates again: those named, or all who failed; with --all those delivered as well.")
final class RetryCommand implements Callable<Integer> {

    private final Clock clock;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "ids in Toggl Hire; none for all failed candidates")
    List<String> ids = List.of();

    @Option(
            names = "--all",
            description = "everybody, those delivered included, for instance after a custom field was added in Loxo")
    boolean all;

    @Mixin
    OutputOption output;

    RetryCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openBeside(CommandLineInterface.ledgerSettings(), clock)) {
            List<String> strangers =
                    ids.stream().filter(id -> ledger.find(id).isEmpty()).toList();
            if (!strangers.isEmpty()) {
                Console.error("the ledger has no candidate %s. Give ids as status and explain show them"
                        .formatted(String.join(", ", strangers)));
                return ExitCode.SETTINGS.code();
            }
            int many = all ? ledger.retryAll() : ledger.retry(ids);
            output.text(
                    many == 0
                            ? "No failed candidate to try again; deferred ones are tried again by every run"
                            : "%d marked; the next run tries again. To start one now: sync --once".formatted(many));
            output.object(Map.of("retried", many));
            return ExitCode.OK.code();
        }
    }
}
