package org.togglloxo.flow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.alert.AlertBinding;
import org.togglloxo.flow.camel.QueueCounter;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.pace.RunMemory;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.LoxoBinding;
import org.togglloxo.loxo.reference.LoxoAgency;
import org.togglloxo.route.JqVariables;
import org.togglloxo.route.Names;
import org.togglloxo.scorecard.Scorecard;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.SpaceSettings;
import org.togglloxo.sync.AgencyRoutes;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.RetentionTask;
import org.togglloxo.sync.SyncBinding;
import org.togglloxo.sync.delivery.Agencies;
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.BulkLookUp;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.delivery.IdempotencyCheck;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglHire;
import org.togglloxo.togglhire.TogglHireBinding;
import org.togglloxo.togglhire.TogglNames;
import org.togglloxo.togglhire.TogglWorkspace;
import org.togglloxo.webhooks.WebhookBinding;

/** All that the YAML files lean on, in whatever context they run. */
public final class StepBinding {

    private StepBinding() {}

    /** Binds the beans; returns the routes that are written in Java. */
    public static List<RouteBuilder> bind(
            CamelContext context, FlowSettings settings, FlowContext with, AgencyRoutes others) {
        Ledger ledger = with.ledger();
        Runs runs = with.runs();
        Clock clock = with.clock();
        Names names = Names.in(context);
        if (with.observer() != FlowObserver.NONE) {
            PlainHttpClient.observeCallsIn(context, with.observer());
        }
        if (!with.isGuest()) {
            with.observer().prepare(context);
        }
        JqVariables.bind(context);
        Scorecard scorecard = new Scorecard();
        names.bind("scorecard", scorecard);
        RouteBuilder toggl =
                TogglHireBinding.bind(context, settings.toggl(), with.toggl(), ledger, runs, settings.secrets(), clock);
        Agencies agencies = agencies(settings);
        names.bind("agencyStop", new AgencyStop(runs, agencies));
        with.shared().everybody().bindIn(context);
        Claims claims = SyncBinding.claims(context, ledger, with.shared().work(settings, ledger));
        RouteBuilder loxo = LoxoBinding.bind(
                context,
                settings.loxo(),
                with.loxo(),
                settings.sync().overwrite(),
                ledger,
                runs,
                claims,
                names.bean("togglNames", TogglNames.class),
                scorecard::pdf,
                settings.secrets(),
                clock);
        QueueRoutes sync = SyncBinding.bind(
                context,
                settings.sync(),
                ledger,
                runs,
                claims,
                names.bean("awaited", IdempotencyCheck.Waiting.class),
                names.bean("bulkLookUp", BulkLookUp.class),
                settings.loxo().indexLag(),
                settings.secrets(),
                agencies,
                others);
        LedgerBinding binding = new LedgerBinding(
                ledger,
                names.bean("loxoAgency", LoxoAgency.class),
                names.bean("togglWorkspace", TogglWorkspace.class),
                settings.all().spaces());
        names.bind("ledgerBinding", binding);
        WebhookBinding.bind(context, settings.webhooks());
        List<RouteBuilder> all = new ArrayList<>(List.of(toggl, loxo, sync));
        all.addAll(AlertBinding.bind(context, settings.alerts(), ledger, runs, settings.secrets(), clock));
        if (with.isGuest()) {
            SharedQueueBinding.bindGuest(settings, with);
        } else {
            manageRuns(context, settings, with, binding, sync, others);
        }
        return all;
    }

    private static Agencies agencies(FlowSettings settings) {
        String usual = new SpaceSettings(settings.whole())
                .scopes().stream()
                        .filter(scope ->
                                scope.workspace().equals(settings.scope().workspace()))
                        .map(Scope::agency)
                        .findFirst()
                        .orElse("");
        return new Agencies(
                settings.scope().agency(), usual, settings.whole().spaces().agencies());
    }

    /** What there is once for the runs, into however many agencies they deliver. */
    private static void manageRuns(
            CamelContext context,
            FlowSettings settings,
            FlowContext with,
            LedgerBinding binding,
            QueueRoutes sync,
            AgencyRoutes others) {
        Names names = Names.in(context);
        Runs runs = with.runs();
        runs.scope().of(settings.scope());
        runs.admittedBy(binding);
        context.addRoutePolicyFactory(new RunPolicy(
                runs,
                names.bean("togglHire", TogglHire.class),
                new RetentionTask(
                        with.ledger(),
                        settings.retention(),
                        settings.toggl().filters().isEmpty())));
        QueueCounter.install(context, runs, sync, settings.scope().workspace());
        SharedQueueBinding.bind(context, settings, with);
        SyncBinding.watch(
                settings.sync(),
                runs,
                () -> Stream.concat(Stream.of(with.toggl(), with.loxo()), others.paces().stream())
                        .toList(),
                () -> AlertBinding.notifyOfLastRun(context, null),
                with.clock());
        runs.rememberedBy(
                new RunMemory(with.sources(), settings, settings.sync().queue().isShared()));
        runs.rememberedBy(with.observer() == FlowObserver.NONE ? Progress.NONE : with.observer());
    }
}
