package org.togglloxo.flow.live;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.seda.SedaEndpoint;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowUse;
import org.togglloxo.flow.Schedule;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteSources;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.webhooks.WebhookServer;

/** A flow that may be held back, in order to be replaced by the next one between two runs, and let go on. */
final class FlowVersion {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFlow.class);

    private final Flow flow;
    private boolean held = true;

    /** Its clock starts nothing before it is let go. */
    FlowVersion(Flow flow) {
        this.flow = flow;
    }

    Flow flow() {
        return flow;
    }

    /** The clock starts nothing any more; what it has started comes to its end. */
    void hold() throws SchedulerException {
        if (!held) {
            held = true;
            flow.gate().shut();
            flow.schedule().suspend();
        }
    }

    /** Goes on as before. */
    void letGo() {
        if (held) {
            held = false;
            flow.gate().open();
            flow.schedule().resume();
        }
    }

    /** Whether no run is under way and none can begin. */
    boolean isClear() {
        return held && flow.gate().isClear();
    }

    /** Whether nothing at all is under way, webhooks included. */
    boolean isQuiet() {
        CamelContext context = flow.context();
        return isClear()
                && context.getInflightRepository().size() == 0
                && context.getEndpoints().stream()
                        .allMatch(endpoint -> !(endpoint instanceof SedaEndpoint seda)
                                || seda.getExchanges().isEmpty());
    }

    /** Nothing is taken in from elsewhere any more. What the clock starts is held already, and webhooks have their server. */
    void closeDoors() throws Exception {
        for (String route : doors()) {
            flow.context().getRouteController().stopRoute(route);
        }
    }

    void openDoors() throws Exception {
        for (String route : doors()) {
            flow.context().getRouteController().startRoute(route);
        }
        flow.receive();
    }

    private List<String> doors() {
        CamelContext context = flow.context();
        return context.getRoutes().stream()
                .filter(route ->
                        RouteSources.kindOf(context, route.getEndpoint().getEndpointUri()) == RouteSources.Kind.OUTSIDE)
                .filter(route -> !route.getEndpoint().getEndpointUri().startsWith("platform-http"))
                .map(Route::getRouteId)
                .toList();
    }

    List<TriggerKey> triggers() {
        return Schedule.triggers(flow.context());
    }

    /**
     * Another version beside this one, which shares with it what both can use.
     *
     * @throws FlowException when its files cannot be used
     */
    FlowVersion next(FlowFiles files, FlowSettings settings, Runs runs) {
        FlowContext with = flow.surroundings();
        WebhookServer server = with.server();
        boolean wanted = settings.webhooks().on();
        boolean kept = wanted && server != null && server.serves(settings.webhooks());
        FlowContext own = with.next(flow.settings(), settings, runs, kept ? server : null);
        return new FlowVersion(
                kept
                        ? Flow.start(settings, files, FlowUse.SCHEDULED, own)
                        : Flow.start(settings, files, FlowUse.SCHEDULED, wanted, own));
    }

    /** Another one has taken over: what it does not go on with ends. */
    void retireFor(FlowVersion after) {
        List<TriggerKey> gone = new ArrayList<>(triggers());
        gone.removeAll(after.triggers());
        try {
            after.flow.schedule().forget(gone);
        } catch (SchedulerException e) {
            LOG.warn("the schedules {} of the version before could not be removed: {}", gone, e.getMessage());
        }
        flow.retire();
        WebhookServer server = flow.surroundings().server();
        if (server != null && server != after.flow.surroundings().server()) {
            server.close();
        }
    }
}
