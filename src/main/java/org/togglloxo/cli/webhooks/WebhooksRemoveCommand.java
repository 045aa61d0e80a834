package org.togglloxo.cli.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LoxoSession;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.loxo.webhook.Webhooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes webhooks from Loxo; one that is not there counts as removed.")
final class WebhooksRemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "the webhooks' ids, as webhooks list shows them")
    List<Long> ids;

    @Mixin
    OutputOption output;

    WebhooksRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoxoSession loxo = new LoxoSession(context.soundSettings(), context);
        return loxo.webhooks(webhooks -> remove(webhooks, loxo));
    }

    private int remove(Webhooks webhooks, LoxoSession loxo) {
        List<Long> removed = new ArrayList<>();
        List<Long> absent = new ArrayList<>();
        for (long id : ids) {
            boolean wasThere = webhooks.remove(Long.toString(id));
            output.text("webhook %d  %s", id, wasThere ? "removed" : "is not there");
            (wasThere ? removed : absent).add(id);
            if (wasThere) {
                loxo.audit(AuditAct.WEBHOOK_REMOVED, "webhook " + id);
            }
        }
        output.object(Map.of("removed", removed, "absent", absent));
        return ExitCode.OK.code();
    }
}
