package org.togglloxo.cli.webhooks;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LoxoSession;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.loxo.webhook.Webhook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = "Changes a webhook at Loxo; what is not given stays.")
final class WebhooksUpdateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "the webhook's id, as webhooks list shows it")
    long id;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "where Loxo is to post to; {token} in it stands for webhooks.token")
    String endpointUrl;

    @Option(names = "--item-type", paramLabel = "TYPE", description = "what it is about")
    String itemType;

    @Option(names = "--action", paramLabel = "ACTION", description = "create, update or destroy")
    String action;

    @Mixin
    OutputOption output;

    WebhooksUpdateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        WebhookOptions options = new WebhookOptions(spec.commandLine());
        String newType = itemType == null ? null : options.itemType(itemType);
        String newAction = action == null ? null : options.action(action);
        if (newType == null && newAction == null && endpointUrl == null) {
            throw options.refused("Nothing to change: give --endpoint-url, --item-type or --action");
        }
        FlowSettings settings = context.soundSettings();
        String url = endpointUrl == null ? null : options.endpointUrl(endpointUrl, settings.webhooks());
        LoxoSession loxo = new LoxoSession(settings, context);
        Optional<Webhook> changed =
                loxo.webhooks(webhooks -> webhooks.change(Long.toString(id), newType, newAction, url));
        if (changed.isEmpty()) {
            context.console().error("Loxo has no webhook %d. webhooks list shows those it has".formatted(id));
            return ExitCode.SETTINGS.code();
        }
        loxo.audit(AuditAct.WEBHOOK_UPDATED, changed.get().toString());
        WebhookReport report = new WebhookReport(settings.webhooks());
        output.text("%s  updated", report.line(changed.get()));
        String advice = report.advice(changed.get().endpointUrl());
        if (!advice.isEmpty()) {
            output.text("%s", advice);
        }
        output.object(Map.of("webhook", report.json(changed.get()), "advice", advice));
        return ExitCode.OK.code();
    }
}
