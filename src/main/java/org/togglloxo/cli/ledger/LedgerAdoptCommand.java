package org.togglloxo.cli.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.LedgerBinding;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.ManualDecisions;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description =
                "Binds the ledger anew, to the agency and the workspace that the settings lead to. Who was delivered stays delivered.")
final class LedgerAdoptCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--yes", description = "does not ask")
    boolean yes;

    @Mixin
    OutputOption output;

    LedgerAdoptCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.soundSettings();
        Runs runs = Runs.none(context.clock());
        try (Ledger ledger = Ledger.openBeside(settings.ledger(), context.clock());
                Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
            runs.beginAlone();
            return adopt(flow.ledgerBinding(), ledger.manualDecisions(context.actor()), runs);
        }
    }

    private int adopt(LedgerBinding binding, ManualDecisions decisions, Runs runs) {
        String before = binding.now();
        LedgerBinding.Owner found = binding.found();
        output.text("The ledger is bound to %s.", before);
        output.text("The settings lead to %s.", found.described());
        runs.notes().remarks().forEach(remark -> context.console().warning(remark.message()));
        if (!yes && !isConfirmed()) {
            return ExitCode.SETTINGS.code();
        }
        // what is there under another name would be nobody's once this one is bound
        binding.takeOver();
        decisions.adopt(found.agency(), found.openings());
        output.text(
                "It is bound to that now. Candidates that it knows stay as they are; to send them anew: retry --all");
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("before", before);
        object.put("now", found.described());
        output.object(object);
        return ExitCode.OK.code();
    }

    private boolean isConfirmed() {
        if (!context.console().canAsk()) {
            context.console().error("nobody can be asked here: use ledger adopt --yes. Nothing was changed");
            return false;
        }
        boolean confirmed = context.console().confirms("Bind it to that? Its candidates count as delivered there");
        if (!confirmed) {
            context.console().aside("Nothing was changed");
        }
        return confirmed;
    }
}
