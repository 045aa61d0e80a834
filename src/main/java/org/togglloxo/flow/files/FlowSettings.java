package org.togglloxo.flow.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.alert.AlertSettings;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.server.ObserveSettings;
import org.togglloxo.server.PageSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;
import org.togglloxo.settings.SpaceSettings;
import org.togglloxo.sync.RetentionSettings;
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

    /** Reads everything and collects every problem, so that one look shows them all; of several workspaces and agencies too. */
    public static FlowSettings from(Settings all) {
        SpaceSettings spaces = new SpaceSettings(all);
        boolean ofOne = !all.scope().isOnly();
        Set<Problem> problems = new LinkedHashSet<>(ofOne ? List.of() : spaces.problems());
        if (spaces.isOne()) {
            FlowSettings one = fromOne(all);
            problems.addAll(one.problems());
            return one.with(all, List.copyOf(problems));
        }
        if (problems.isEmpty()) {
            spaces.scopesInUse().forEach(scope -> fromOne(all.of(scope))
                    .problems()
                    .forEach(problem -> problems.add(spaces.about(scope, problem))));
            problems.addAll(spaces.shared());
        }
        return fromOne(all.of(spaces.scopes().get(0))).ofAll(all, List.copyOf(problems));
    }

    private FlowSettings ofAll(Settings whole, List<Problem> found) {
        LedgerSettings all = LedgerSettings.from(whole, sync.workers(), new ArrayList<>());
        return new FlowSettings(
                whole, toggl, loxo, sync, all, retention, webhooks, alerts, observe, page, Secrets.of(whole), found);
    }

    /** The same, with what is wrong elsewhere. */
    public FlowSettings with(List<Problem> found) {
        return with(all, found);
    }

    private FlowSettings with(Settings whole, List<Problem> found) {
        return new FlowSettings(
                whole, toggl, loxo, sync, ledger, retention, webhooks, alerts, observe, page, secrets, found);
    }

    /** What they are about. */
    public Scope scope() {
        return all.scope();
    }

    /** Those of all workspaces and agencies. */
    public Settings whole() {
        return all.whole();
    }

    private static FlowSettings fromOne(Settings all) {
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
        return sync.queue()
                .complete(consumers(), sync.nodeTimeout(), scope().workspace())
                .text();
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
