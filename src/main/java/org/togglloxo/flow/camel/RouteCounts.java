package org.togglloxo.flow.camel;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** How often each route was passed through since the last run began, that run's way included. */
public final class RouteCounts extends RoutePolicySupport implements RoutePolicyFactory {

    private final LongSupplier generation;
    private volatile Counted counted;

    private record Counted(long generation, Map<String, LongAdder> byRoute) {}

    /** @param generation changes with each run */
    public RouteCounts(LongSupplier generation) {
        this.generation = generation;
        this.counted = new Counted(generation.getAsLong(), new ConcurrentHashMap<>());
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    /** At its end, since the run of the first one has not begun before. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        now().byRoute()
                .computeIfAbsent(route.getRouteId(), id -> new LongAdder())
                .increment();
    }

    private Counted now() {
        long current = generation.getAsLong();
        Counted known = counted;
        if (known.generation() != current) {
            known = next(current);
        }
        return known;
    }

    private synchronized Counted next(long current) {
        if (counted.generation() != current) {
            counted = new Counted(current, new ConcurrentHashMap<>());
        }
        return counted;
    }

    /** By the routes' ids. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counted.byRoute().forEach((route, many) -> all.put(route, many.sum()));
        return all;
    }
}
