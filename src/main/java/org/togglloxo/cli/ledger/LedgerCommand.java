package org.togglloxo.cli.ledger;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "The ledger: whose it is, and a copy of it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LedgerAdoptCommand.class, LedgerBackupCommand.class, LedgerCopyCommand.class})
public final class LedgerCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "One of adopt, backup, copy is missing after ledger");
    }
}
