package org.togglloxo.cli.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.cli.terminal.Logging;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.settings.Settings;

/**
 * The settings of the working directory, turned away from everything real.
 *
 * @param folder for ledgers
 */
record TrialSettings(CommandContext context, Path folder) {

    /** What leads to both services of a sandbox. */
    static Map<String, String> leadingTo(Sandbox sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("toggl.base-url", sandbox.togglBaseUrl());
        settings.put("toggl.api-key", sandbox.options().togglKey());
        settings.put("loxo.base-url", sandbox.loxoBaseUrl());
        settings.put("loxo.agency-slug", sandbox.options().agencySlug());
        settings.put("loxo.api-key", sandbox.options().loxoKey());
        return settings;
    }

    /**
     * For a flow that is to be started.
     *
     * @param ledger the name of its ledger's file
     * @param more what else is to be set
     * @throws InvalidSettings when those of the working directory are wrong
     */
    FlowSettings of(Sandbox sandbox, String ledger, Map<String, String> more) {
        Map<String, String> overrides = leadingTo(sandbox);
        overrides.put("ledger.url", "jdbc:sqlite:" + folder.resolve(ledger));
        overrides.put("webhooks.host", "127.0.0.1");
        overrides.put("webhooks.port", "0");
        overrides.put("webhooks.token", (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""));
        Settings all = context.all();
        all.below("toggl.filter.").keySet().forEach(name -> overrides.put("toggl.filter." + name, ""));
        // nobody is to be told of a trial
        overrides.put("alerts.slack-url", "");
        overrides.put("alerts.webhook-url", "");
        overrides.put("alerts.mail-to", "");
        overrides.putAll(more);
        FlowSettings settings = FlowSettings.from(all.with(overrides));
        Logging.hide(settings.secrets());
        if (!settings.problems().isEmpty()) {
            throw new InvalidSettings(settings.problems());
        }
        return settings;
    }
}
