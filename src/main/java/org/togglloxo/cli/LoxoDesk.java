package org.togglloxo.cli;

import java.util.function.Function;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.Webhooks;
import org.togglloxo.sync.Journal;
import org.togglloxo.sync.Progress;
import org.togglloxo.sync.Runs;

/** For commands that ask and change Loxo without a run, beside one that may be under way. */
record LoxoDesk(FlowSettings settings, CommandContext context) {

    <T> T webhooks(Function<Webhooks, T> work) {
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock())) {
            Runs runs = new Runs(Journal.none(false), Progress.NONE, context.clock(), 1);
            try (Flow flow = Flow.command(settings, context.folder(), ledger, runs, context.clock())) {
                return work.apply(flow.webhooks());
            }
        }
    }
}
