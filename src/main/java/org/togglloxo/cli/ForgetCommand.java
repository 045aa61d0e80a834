package org.togglloxo.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Erases a person from the ledger; Toggl Hire and Loxo are not touched.")
final class ForgetCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID-or-address", description = "the candidate's id in Toggl Hire, or an e-mail address")
    String candidate;

    @Mixin
    OutputOption output;

    ForgetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openBeside(context.ledgerSettings(), context.clock())) {
            List<String> ids =
                    ledger.find(candidate).stream().map(Known::togglId).toList();
            ledger.forget(ids);
            output.text(
                    ids.isEmpty()
                            ? "The ledger has nobody of that id or address"
                            : "Erased %d from the ledger. While Toggl Hire still lists the candidate, the next run reads it anew"
                                    .formatted(ids.size()));
            output.object(Map.of("forgotten", ids.size()));
            return ExitCode.OK.code();
        }
    }
}
