package org.togglloxo.flow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.alert.AlertBinding;
import org.togglloxo.flow.camel.QueueCounter;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.LoxoBinding;
import org.togglloxo.loxo.job.Jobs;
import org.togglloxo.loxo.reference.LoxoAgency;
import org.togglloxo.route.JqVariables;
import org.togglloxo.route.Names;
import org.togglloxo.scorecard.Scorecard;
import org.togglloxo.sync.RetentionTask;
import org.togglloxo.sync.SyncBinding;
import org.togglloxo.sync.delivery.BulkLookUp;
import org.togglloxo.sync.delivery.Claims;
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
    public static List<RouteBuilder> bind(CamelContext context, FlowSettings settings, FlowContext with) {
        Ledger ledger = with.ledger();
        Runs runs = with.runs();
        Clock clock = with.clock();
        Names names = Names.in(context);
        if (with.observer() != FlowObserver.NONE) {
            PlainHttpClient.observeCallsIn(context, with.observer());
        }
        with.observer().prepare(context);
        JqVariables.bind(context);
        Scorecard scorecard = new Scorecard();
        names.bind("scorecard", scorecard);
        RouteBuilder toggl =
                TogglHireBinding.bind(context, settings.toggl(), with.toggl(), ledger, runs, settings.secrets(), clock);
        Claims claims = SyncBinding.claims(context, ledger);
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
        RouteBuilder sync = SyncBinding.bind(
                context,
                settings.sync(),
                ledger,
                runs,
                claims,
                names.bean("jobs", Jobs.class),
                names.bean("bulkLookUp", BulkLookUp.class),
                settings.loxo().indexLag(),
                settings.secrets());
        LedgerBinding binding = new LedgerBinding(
                ledger.ownership(),
                names.bean("loxoAgency", LoxoAgency.class),
                names.bean("togglWorkspace", TogglWorkspace.class));
        names.bind("ledgerBinding", binding);
        runs.admittedBy(binding);
        WebhookBinding.bind(context, settings.webhooks());
        List<RouteBuilder> all = new ArrayList<>(List.of(toggl, loxo, sync));
        all.addAll(AlertBinding.bind(context, settings.alerts(), ledger, runs, settings.secrets(), clock));
        context.addRoutePolicyFactory(new RunPolicy(
                runs,
                names.bean("togglHire", TogglHire.class),
                new RetentionTask(
                        ledger, settings.retention(), settings.toggl().filters().isEmpty())));
        QueueCounter.install(context, runs);
        SyncBinding.watch(
                settings.sync(),
                runs,
                List.of(with.toggl(), with.loxo()),
                () -> AlertBinding.notifyOfLastRun(context, null),
                clock);
        runs.rememberedBy(new RunMemory(with, settings));
        runs.rememberedBy(with.observer() == FlowObserver.NONE ? Progress.NONE : with.observer());
        return all;
    }
}
