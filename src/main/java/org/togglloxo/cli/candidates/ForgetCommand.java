package org.togglloxo.cli.candidates;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Erases a person from the ledger; Toggl Hire and Loxo are not touched.")
public final class ForgetCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID-or-address", description = "the candidate's id in Toggl Hire, or an e-mail address")
    String candidate;

    @Option(names = "--yes", description = "does not ask first; without a terminal nobody is asked")
    boolean yes;

    @Mixin
    OutputOption output;

    ForgetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openBeside(context.ledgerSettings(), context.clock())) {
            List<String> ids = ledger.find(candidate).stream()
                    .map(CandidateRecord::togglId)
                    .toList();
            if (!ids.isEmpty() && !yes && isRefused(ids)) {
                output.text("Nobody was erased");
                output.object(Map.of("forgotten", 0));
                return ExitCode.SETTINGS.code();
            }
            ledger.manualDecisions(context.actor()).forget(ids);
            output.text(
                    ids.isEmpty()
                            ? "The ledger has nobody of that id or address"
                            : "Erased %d from the ledger. While Toggl Hire still lists the candidate, the next run reads it anew"
                                    .formatted(ids.size()));
            output.object(Map.of("forgotten", ids.size()));
            return ExitCode.OK.code();
        }
    }

    private boolean isRefused(List<String> ids) {
        return context.console().canAsk()
                && !context.console()
                        .confirms(
                                "Erase candidate %s and all that is known of them? It cannot be taken back; the next run looks them up anew."
                                        .formatted(String.join(", ", ids)));
    }
}
