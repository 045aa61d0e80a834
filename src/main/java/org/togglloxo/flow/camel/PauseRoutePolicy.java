package org.togglloxo.flow.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.togglloxo.flow.files.RouteSources;

/**
 * What the clock starts goes through here. Closed, it lets nobody in: a fire of the schedule that comes in this moment is
 * left out, and what is inside comes to its end.
 */
public final class PauseRoutePolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String TURNED_AWAY = "toggl-loxo-turned-away";

    private int inside;
    private boolean closed;

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return RouteSources.kindOf(context, route) == RouteSources.Kind.TIMED ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (!enter()) {
            exchange.setProperty(TURNED_AWAY, true);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getProperty(TURNED_AWAY) == null) {
            leave();
        }
    }

    /** Something else than the clock starts a run; false where it is closed. Whoever came in has to leave. */
    public synchronized boolean enter() {
        if (!closed) {
            inside++;
        }
        return !closed;
    }

    public synchronized void leave() {
        inside--;
    }

    public synchronized void shut() {
        closed = true;
    }

    public synchronized void open() {
        closed = false;
    }

    /** Whether it is closed and everything that was inside has come to its end. */
    public synchronized boolean isClear() {
        return closed && inside == 0;
    }
}
