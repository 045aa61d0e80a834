package org.togglloxo.flow;

import java.time.Clock;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.api.LoxoSettings;
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
        boolean isGuest) {

    public static FlowContext of(FlowSettings settings, Ledger ledger, Runs runs, Clock clock) {
        return of(settings, ledger, runs, clock, FlowObserver.NONE, new Engine());
    }

    public static FlowContext of(
            FlowSettings settings, Ledger ledger, Runs runs, Clock clock, FlowObserver observer, Engine engine) {
        return new FlowContext(
                ledger, runs, clock, null, toggl(settings, clock), loxo(settings, clock), observer, engine, false);
    }

    /**
     * The same with the port bound that webhooks come to, where they are wanted.
     *
     * @throws org.togglloxo.failure.Stop when it cannot be bound
     */
    FlowContext receiving(FlowSettings settings) {
        WebhookServer bound = settings.webhooks().on() ? WebhookServer.bind(settings.webhooks(), engine) : null;
        return new FlowContext(ledger, runs, clock, bound, toggl, loxo, observer, engine, isGuest);
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
                isGuest);
    }

    /** For the flow of another agency in the same runs. */
    FlowContext guest(FlowSettings settings) {
        return new FlowContext(
                ledger.of(settings.scope()), runs, clock, null, toggl, loxo(settings, clock), observer, engine, true);
    }

    /** For the next edition: the pace is kept where the service, the key and the bounds are the same. */
    public FlowContext next(FlowSettings before, FlowSettings after, Runs nextRuns, WebhookServer nextServer) {
        TogglHireSettings toggl = before.toggl();
        LoxoSettings loxo = before.loxo();
        boolean sameToggl = toggl.baseUrl().equals(after.toggl().baseUrl())
                && toggl.apiKey().equals(after.toggl().apiKey())
                && toggl.maxRequestsPerSecond() == after.toggl().maxRequestsPerSecond()
                && toggl.maxConcurrentRequests() == after.toggl().maxConcurrentRequests()
                && toggl.longestWait().equals(after.toggl().longestWait());
        boolean sameLoxo = loxo.baseUrl().equals(after.loxo().baseUrl())
                && loxo.agencySlug().equals(after.loxo().agencySlug())
                && loxo.apiKey().equals(after.loxo().apiKey())
                && loxo.maxRequestsPerSecond() == after.loxo().maxRequestsPerSecond()
                && loxo.maxConcurrentRequests() == after.loxo().maxConcurrentRequests()
                && loxo.longestWait().equals(after.loxo().longestWait());
        return new FlowContext(
                ledger,
                nextRuns,
                clock,
                nextServer,
                sameToggl ? this.toggl : toggl(after, clock),
                sameLoxo ? this.loxo : loxo(after, clock),
                observer,
                engine,
                isGuest);
    }

    private static Pacing toggl(FlowSettings settings, Clock clock) {
        TogglHireSettings toggl = settings.toggl();
        return new Pacing(toggl.maxRequestsPerSecond(), toggl.maxConcurrentRequests(), toggl.longestWait(), clock);
    }

    private static Pacing loxo(FlowSettings settings, Clock clock) {
        LoxoSettings loxo = settings.loxo();
        return new Pacing(loxo.maxRequestsPerSecond(), loxo.maxConcurrentRequests(), loxo.longestWait(), clock);
    }
}
