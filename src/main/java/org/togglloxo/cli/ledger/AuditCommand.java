package org.togglloxo.cli.ledger;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.ListOutput;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditEntry;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.settings.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who did what by hand, and every edit of the rules taken over or refused, the newest first.")
public final class AuditCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of("at", "actor", "act", "candidate", "detail");
    private static final List<String> COLUMNS_OF_SEVERAL =
            Stream.concat(COLUMNS.stream(), Stream.of("workspace")).toList();

    private final CommandContext context;

    @Mixin
    LimitOption limit;

    @Mixin
    ListOutput output;

    AuditCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            Audit audit = ledger.audit();
            long total = audit.size();
            List<String> columns = context.each().size() > 1 ? COLUMNS_OF_SEVERAL : COLUMNS;
            output.begin("entries", columns);
            audit.forEach(limit.count, entry -> show(entry, columns));
            long shown = limit.count == 0 ? total : Math.min(limit.count, total);
            output.end(
                    shown < total ? "%d of %d entries".formatted(shown, total) : "%d entries".formatted(total), total);
            return ExitCode.OK.code();
        }
    }

    private void show(AuditEntry entry, List<String> columns) {
        String at = TimeFormat.show(entry.at());
        String candidate = entry.candidate().isEmpty() ? "" : new Scope(entry.workspace(), "").shown(entry.candidate());
        String workspace = entry.workspace().isEmpty() ? "" : "  workspace " + entry.workspace();
        String about = candidate.isEmpty() ? workspace : "  candidate " + candidate;
        String detail = entry.detail().isEmpty() ? "" : "  " + entry.detail();
        output.row(
                "%s  %-12s %-18s%s%s".formatted(at, entry.actor(), entry.act(), about, detail),
                columns,
                List.of(at, entry.actor(), entry.act(), candidate, entry.detail(), entry.workspace())
                        .subList(0, columns.size()));
    }
}
