package org.togglloxo.cli.terminal;

import java.util.function.Function;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** For commands that ask and change Loxo without a run, beside one that may be under way. */
public record LoxoSession(FlowSettings settings, CommandContext context) {

    /** Something was changed in Loxo: who did it, and what, stands in the ledger. */
    public void audit(AuditAct act, String detail) {
        try (Ledger ledger = Ledger.openBeside(settings.ledger(), context.clock())) {
            ledger.audit().note(context.actor(), act, detail);
        }
    }

    public <T> T webhooks(Function<Webhooks, T> work) {
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            Runs runs = new Runs(RunJournal.none(false), Progress.NONE, context.clock(), 1);
            try (Flow flow = Flow.command(settings, context.folder(), ledger, runs, context.clock())) {
                return work.apply(flow.webhooks());
            }
        }
    }
}
