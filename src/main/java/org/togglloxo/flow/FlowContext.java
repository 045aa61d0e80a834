package org.togglloxo.flow;

import java.time.Clock;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.pace.RunMemory;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.server.Engine;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglHireSettings;
import org.togglloxo.webhooks.WebhookServer;

/**
 * What a flow works with, and what outlives it where its files are edited.
 *
 * @param server that receives Loxo's webhooks, or null
 * @param toggl the pace of all calls to Toggl Hire, as far as it was learnt
 * @param loxo the same for Loxo
 * @param observer who looks at it from outside
 * @param engine of the servers of this process
 * @param shared with all flows of this process
 * @param isGuest whether the runs are those of another flow, which hands candidates of this agency over
 */
public record FlowContext(
        Ledger ledger,
        Runs runs,
        Clock clock,
        WebhookServer server,
        Pacing toggl,
        Pacing loxo,
        FlowObserver observer,
        Engine engine,
        SharedAgencies shared,
        boolean isGuest) {

    public static FlowContext of(FlowSettings settings, Ledger ledger, Runs runs, Clock clock) {
        return of(settings, ledger, runs, clock, FlowObserver.NONE, new Engine());
    }

    public static FlowContext of(
            FlowSettings settings, Ledger ledger, Runs runs, Clock clock, FlowObserver observer, Engine engine) {
        SharedAgencies shared = new SharedAgencies();
        Pacing loxo = shared.pace(settings, clock);
        return new FlowContext(
                ledger, runs, clock, null, toggl(settings, clock), loxo, observer, engine, shared, false);
    }

    /** The same beside other flows of this process. */
    public FlowContext beside(SharedAgencies others, FlowSettings settings) {
        Pacing common = others.pace(settings, clock);
        return new FlowContext(ledger, runs, clock, server, toggl, common, observer, engine, others, isGuest);
    }

    /**
     * The same with the port bound that webhooks come to, where they are wanted.
     *
     * @throws org.togglloxo.failure.Stop when it cannot be bound
     */
    FlowContext receiving(FlowSettings settings) {
        WebhookServer bound = settings.webhooks().on() ? WebhookServer.bind(settings.webhooks(), engine) : null;
        return new FlowContext(ledger, runs, clock, bound, toggl, loxo, observer, engine, shared, isGuest);
    }

    /** The same with a place for the routes that receive webhooks, and nobody who could come there. */
    FlowContext receivingNothing(FlowSettings settings) {
        return new FlowContext(
                ledger,
                runs,
                clock,
                WebhookServer.unbound(settings.webhooks(), engine),
                toggl,
                loxo,
                observer,
                engine,
                shared,
                isGuest);
    }

    /** For the flow of another agency in the same runs. */
    FlowContext guest(FlowSettings settings) {
        Pacing own = shared.pace(settings, clock);
        return new FlowContext(
                ledger.of(settings.scope()), runs, clock, null, toggl, own, observer, engine, shared, true);
    }

    /** For the next edition: the pace is kept where the service, the key and the bounds are the same. */
    public FlowContext next(FlowSettings before, FlowSettings after, Runs nextRuns, WebhookServer nextServer) {
        TogglHireSettings toggl = before.toggl();
        boolean sameToggl = toggl.baseUrl().equals(after.toggl().baseUrl())
                && toggl.apiKey().equals(after.toggl().apiKey())
                && toggl.maxRequestsPerSecond() == after.toggl().maxRequestsPerSecond()
                && toggl.maxConcurrentRequests() == after.toggl().maxConcurrentRequests()
                && toggl.longestWait().equals(after.toggl().longestWait());
        return new FlowContext(
                ledger,
                nextRuns,
                clock,
                nextServer,
                sameToggl ? this.toggl : toggl(after, clock),
                shared.pace(after, clock),
                observer,
                engine,
                shared,
                isGuest);
    }

    private static Pacing toggl(FlowSettings settings, Clock clock) {
        TogglHireSettings toggl = settings.toggl();
        return new Pacing(toggl.maxRequestsPerSecond(), toggl.maxConcurrentRequests(), toggl.longestWait(), clock);
    }

    /** What runs are made of. */
    RunMemory.Sources sources() {
        return new RunMemory.Sources(ledger, runs, toggl, loxo, clock);
    }
}
