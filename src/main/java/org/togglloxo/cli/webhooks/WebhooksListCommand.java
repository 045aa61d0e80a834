package org.togglloxo.cli.webhooks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LoxoSession;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.loxo.webhook.Webhooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The webhooks registered at Loxo; what may be a token in a URL is shown as ***.")
final class WebhooksListCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    OutputOption output;

    WebhooksListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.soundSettings();
        WebhookReport report = new WebhookReport(settings.webhooks());
        List<Webhook> found = new LoxoSession(settings, context).webhooks(Webhooks::list);
        if (found.isEmpty()) {
            output.text("Loxo has no webhooks. To register some: webhooks register --endpoint-url URL");
        }
        found.forEach(webhook -> output.text("%s", report.line(webhook)));
        output.object(Map.of("webhooks", found.stream().map(report::json).toList()));
        return ExitCode.OK.code();
    }
}
