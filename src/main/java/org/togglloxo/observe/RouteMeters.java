package org.togglloxo.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Meters of routes by the names and labels that Camel's own have. Those look up several meters for each message on each route,
 * which a run of many candidates notices; these count, and are read when somebody asks.
 */
final class RouteMeters implements RoutePolicyFactory {

    private final MeterRegistry registry;

    private RouteMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Of all routes that are added from now on. */
    static void of(CamelContext context, MeterRegistry registry) {
        context.addRoutePolicyFactory(new RouteMeters(registry));
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        Tags tags = Tags.of(
                "camelContext", context.getName(), "eventType", "route", "kind", "CamelRoute", "routeId", routeId);
        Counted counted = new Counted();
        FunctionCounter.builder("camel.exchanges.total", counted, one -> one.done.sum())
                .description("Messages that a route is done with")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder("camel.exchanges.failed", counted, one -> one.failed.sum())
                .description("Messages that a route is done with and that ended with an error")
                .tags(tags)
                .register(registry);
        Gauge.builder("camel.exchanges.inflight", counted, Counted::inFlight)
                .description("Messages that are under way on a route")
                .tags(tags)
                .register(registry);
        return counted;
    }

    private static final class Counted extends RoutePolicySupport {

        private final LongAdder begun = new LongAdder();
        private final LongAdder done = new LongAdder();
        private final LongAdder failed = new LongAdder();

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            begun.increment();
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.isFailed()) {
                failed.increment();
            }
            done.increment();
        }

        /** Those done are summed first: a message that comes meanwhile is never one too few. */
        private double inFlight() {
            long ended = done.sum();
            return begun.sum() - ended;
        }
    }
}
