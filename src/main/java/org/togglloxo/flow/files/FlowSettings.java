package org.togglloxo.flow.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.alert.AlertSettings;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.ledger.sql.RetentionSettings;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.settings.ObserveSettings;
import org.togglloxo.settings.PageSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.SyncSettings;
import org.togglloxo.togglhire.TogglHireSettings;
import org.togglloxo.webhooks.WebhookSettings;

/**
 * All settings, checked.
 *
 * @param all as they stand, for property placeholders
 * @param problems what is wrong; with any of them the flow must not start
 */
public record FlowSettings(
        Settings all,
        TogglHireSettings toggl,
        LoxoSettings loxo,
        SyncSettings sync,
        LedgerSettings ledger,
        RetentionSettings retention,
        WebhookSettings webhooks,
        AlertSettings alerts,
        ObserveSettings observe,
        PageSettings page,
        Secrets secrets,
        List<Problem> problems) {

    private static final Map<String, String> WITHOUT_LOXO =
            Map.of("loxo.base-url", "https://loxo.invalid", "loxo.agency-slug", "made-up", "loxo.api-key", "made-up");

    /** So many candidates wait at once to be looked up together: two addresses each fill a query. */
    private static final int LOOKED_UP_TOGETHER = 20;

    /** Reads everything and collects every problem, so that one look shows them all. */
    public static FlowSettings from(Settings all) {
        List<Problem> problems = new ArrayList<>();
        TogglHireSettings toggl = TogglHireSettings.from(all, problems);
        LoxoSettings loxo = LoxoSettings.from(all, problems);
        SyncSettings sync = SyncSettings.from(all, problems);
        LedgerSettings ledger = LedgerSettings.from(all, sync.workers(), problems);
        RetentionSettings retention = RetentionSettings.from(all, problems);
        WebhookSettings webhooks = WebhookSettings.from(all, problems);
        AlertSettings alerts = AlertSettings.from(all, problems);
        ObserveSettings observe = ObserveSettings.from(all, problems);
        PageSettings page = PageSettings.from(all, problems);
        if (sync.queue().isShared() && ledger.sqlite() && ledger.dataSource().isEmpty()) {
            problems.add(
                    new Problem(
                            "sync.queue",
                            "sync.queue is a Kafka topic, which several nodes share, and ledger.url is a SQLite file, which they cannot share: set ledger.url to a PostgreSQL database (jdbc:postgresql:...), or leave sync.queue as it is by default"));
        }
        // that it is empty follows from that
        problems.removeIf(problem -> all.isUnreadable(problem.setting()));
        problems.addAll(0, all.unreadable());
        return new FlowSettings(
                all,
                toggl,
                loxo,
                sync,
                ledger,
                retention,
                webhooks,
                alerts,
                observe,
                page,
                Secrets.of(all),
                List.copyOf(problems));
    }

    /** Where listed candidates wait for a worker, with all that is to be said of it. */
    public String queue() {
        return sync.queue().complete(consumers(), sync.nodeTimeout()).text();
    }

    /** How many candidates are out of the queue at once: those who are delivered, and those who wait to be looked up together. */
    public int consumers() {
        return loxo.lookUp().gathers() ? sync.workers() + LOOKED_UP_TOGETHER : sync.workers();
    }

    /** For trying rules without any service: keys, slug and addresses are made up, and nobody is at home there. */
    public static FlowSettings offline(Settings all) {
        Map<String, String> madeUp = new HashMap<>(WITHOUT_LOXO);
        madeUp.putAll(Map.of("toggl.base-url", "https://toggl.invalid/api", "toggl.api-key", "made-up"));
        return from(all.with(madeUp));
    }

    /** The same with Toggl Hire as it is set. */
    public static FlowSettings withoutLoxo(Settings all) {
        return from(all.with(WITHOUT_LOXO));
    }
}
