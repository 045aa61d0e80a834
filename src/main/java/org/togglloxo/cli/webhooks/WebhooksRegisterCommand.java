package org.togglloxo.cli.webhooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LoxoSession;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.loxo.webhook.Webhooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Registers webhooks at Loxo; what is there already is left as it is.",
            "Without --item-type and --action: person destroy, and job create, update, destroy."
        })
final class WebhooksRegisterCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            required = true,
            description = "where Loxo is to post to; {token} in it stands for webhooks.token")
    String endpointUrl;

    @Option(names = "--item-type", paramLabel = "TYPE", description = "what it is about; may be given several times")
    List<String> itemTypes = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "create, update or destroy; may be given several times")
    List<String> actions = new ArrayList<>();

    @Mixin
    OutputOption output;

    WebhooksRegisterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        WebhookOptions options = new WebhookOptions(spec.commandLine());
        itemTypes.replaceAll(options::itemType);
        actions.replaceAll(options::action);
        FlowSettings settings = context.soundSettings();
        String url = options.endpointUrl(endpointUrl, settings.webhooks());
        LoxoSession loxo = new LoxoSession(settings, context);
        return loxo.webhooks(webhooks -> register(webhooks, new WebhookReport(settings.webhooks()), url, loxo));
    }

    private int register(Webhooks webhooks, WebhookReport report, String url, LoxoSession loxo) {
        List<Object> registered = new ArrayList<>();
        List<Object> already = new ArrayList<>();
        for (Webhook wanted : wanted(url)) {
            Webhooks.Registration done = webhooks.register(wanted);
            output.text("%s  %s", report.line(done.webhook()), done.added() ? "registered" : "was there already");
            (done.added() ? registered : already).add(report.json(done.webhook()));
            if (done.added()) {
                loxo.audit(AuditAct.WEBHOOK_REGISTERED, done.webhook().toString());
            }
        }
        String advice = report.advice(url);
        if (!advice.isEmpty()) {
            output.text("%s", advice);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("registered", registered);
        object.put("already", already);
        object.put("advice", advice);
        output.object(object);
        return ExitCode.OK.code();
    }

    /** What is left out is taken from what the routes have a use for; a type that they have none for gets all actions. */
    private List<Webhook> wanted(String url) {
        List<Webhook> wanted = new ArrayList<>();
        List<String> types = itemTypes.isEmpty()
                ? List.copyOf(new TreeMap<>(Webhook.USED).keySet())
                : itemTypes.stream().distinct().toList();
        for (String type : types) {
            List<String> used = Webhook.USED.getOrDefault(type, Webhook.ACTIONS);
            (actions.isEmpty() ? used : actions.stream().distinct().toList())
                    .forEach(action -> wanted.add(new Webhook("", type, action, url)));
        }
        return wanted;
    }
}
