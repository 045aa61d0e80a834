package org.togglloxo.cli.ledger;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.LedgerBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes a copy of a SQLite ledger, beside a sync that is running.")
final class LedgerBackupCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "where the copy is written; one that is there is not replaced")
    Path file;

    @Mixin
    OutputOption output;

    LedgerBackupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        long bytes =
                LedgerBackup.write(context.ledgerSettings(), context.folder().resolve(file));
        output.text("%s: a copy of the ledger, %,d bytes. To use it, set ledger.url=jdbc:sqlite:FILE", file, bytes);
        output.object(Map.of("file", file.toString(), "bytes", bytes));
        return ExitCode.OK.code();
    }
}
