package org.togglloxo.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.delivery.Agencies;
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.AgencyWork;
import org.togglloxo.sync.delivery.BulkLookUp;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.delivery.DeferralPolicy;
import org.togglloxo.sync.delivery.Deliveries;
import org.togglloxo.sync.delivery.DeliveryGate;
import org.togglloxo.sync.delivery.IdempotencyCheck;
import org.togglloxo.sync.delivery.LostPeople;
import org.togglloxo.sync.delivery.Outcomes;
import org.togglloxo.sync.delivery.RedeliveryCounter;
import org.togglloxo.sync.run.RunWatch;
import org.togglloxo.sync.run.Runs;

/** Puts the steps of a run where the routes find them: {@code runs}, {@code outcomes} and what these need. */
public final class SyncBinding {

    private SyncBinding() {}

    /** Binds the beans; returns the workers' route. */
    public static QueueRoutes bind(
            CamelContext context,
            SyncSettings settings,
            Ledger ledger,
            Runs runs,
            Claims claims,
            IdempotencyCheck.Waiting waiting,
            BulkLookUp lookUp,
            Duration indexLag,
            Secrets secrets,
            Agencies agencies,
            AgencyRoutes others) {
        Clock clock = ledger.clock();
        AgencyStop stop = Names.in(context).bean("agencyStop", AgencyStop.class);
        Outcomes outcomes = new Outcomes(runs, stop, secrets);
        IdempotencyCheck idempotency = new IdempotencyCheck(settings.mode(), settings.lookAgainAfter(), waiting, clock);
        Names.in(context).bind("runs", runs);
        Names.in(context).bind("ledger", ledger);
        Names.in(context).bind("outcomes", outcomes);
        settings.redelivery().bind(Names.in(context), indexLag);
        Names.in(context).bind("throttledRedeliveries", new RedeliveryCounter("Throttled"));
        Names.in(context).bind("pendingRedeliveries", new RedeliveryCounter("Pending"));
        Names.in(context).bind("refusedValueRedeliveries", new RedeliveryCounter("RefusedValue"));
        Names.in(context).bind("failedRedeliveries", new RedeliveryCounter("Failed"));
        Names.in(context).bind("deliveries", new Deliveries(idempotency, claims, ledger, agencies, stop));
        DeferralPolicy deferrals = new DeferralPolicy(
                settings.maxAttempts(), settings.maxDeferredInARow(), settings.deferredInterval(), clock);
        DeliveryGate gate = new DeliveryGate(runs, stop, lookUp, settings.workers());
        CandidateReports reports = new CandidateReports(runs, idempotency, deferrals);
        QueueRoutes routes = new QueueRoutes(runs, ledger, outcomes, reports, gate, stop, others);
        Names.in(context).bind("agencyRoutes", routes);
        return routes;
    }

    /** Binds what sees to it that nobody is at work on one person at once. */
    public static Claims claims(CamelContext context, Ledger ledger, AgencyWork work) {
        Names.in(context).bind("lostPeople", new LostPeople(ledger, work.locks()));
        return new Claims(ledger, work);
    }

    /**
     * Has somebody see to it that every run ends.
     *
     * @param alert tells of a run whose own listing cannot do so any more
     */
    public static void watch(
            SyncSettings settings, Runs runs, Supplier<List<Pacing>> services, Runnable alert, Clock clock) {
        runs.watchedBy(new RunWatch(settings.stalledAfter(), services, clock, alert));
    }
}
