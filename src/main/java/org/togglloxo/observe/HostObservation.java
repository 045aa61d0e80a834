package org.togglloxo.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.ledger.Ledger;

/**
 * What a host's operators see: the program's meters in its MeterRegistry, its checks in its registry of health checks, its traces
 * by its Tracer, each where the host has one. Routes are the host's to measure, and its JMX is as it was.
 */
public final class HostObservation {

    private static final String METERS = "io.micrometer.core.instrument.MeterRegistry";
    private static final String TRACER = "io.opentelemetry.api.OpenTelemetry";
    private static final String HEALTH = "org.apache.camel.impl.health.AbstractHealthCheck";
    private static final String METERS_OF_CAMEL = "metricsRegistry";
    private static final String SCOPE = "org.togglloxo";
    private static final Duration AGE_OF_LEDGER = Duration.ofSeconds(5);

    private HostObservation() {}

    /**
     * Binds what the host has a place for.
     *
     * @param flow that is being added; null before it is
     */
    public static FlowObserver in(CamelContext context, Ledger ledger, Clock clock, Supplier<FlowContext> flow) {
        boolean meters = isThere(METERS) && Meter.registry(context).isPresent();
        HealthCheckRegistry health = isThere(HEALTH) ? HealthCheckRegistry.get(context) : null;
        List<FlowObserver> observers = new ArrayList<>();
        if (meters || health != null) {
            LedgerView view = new LedgerView(ledger, AGE_OF_LEDGER, clock);
            closeWith(context, view);
            RunStatus runs = view.runs();
            observers.add(runs);
            if (meters) {
                observers.add(Meter.of(context, flow, runs, view));
            }
            if (health != null) {
                new HealthChecks(runs, view, Optional::empty, flow).register(context, health);
            }
        }
        if (isThere(TRACER)) {
            Trace.of(context, clock).ifPresent(observers::add);
        }
        return observers.isEmpty() ? FlowObserver.NONE : new Observers(observers);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, HostObservation.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static void closeWith(CamelContext context, LedgerView view) {
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                view.close();
            }
        });
    }

    /** Loaded where Micrometer is there. */
    private static final class Meter {

        /** The one that Camel uses, else the only one. */
        static Optional<MeterRegistry> registry(CamelContext context) {
            MeterRegistry named = context.getRegistry().lookupByNameAndType(METERS_OF_CAMEL, MeterRegistry.class);
            return Optional.ofNullable(
                    named != null ? named : context.getRegistry().findSingleByType(MeterRegistry.class));
        }

        static FlowObserver of(CamelContext context, Supplier<FlowContext> flow, RunStatus runs, LedgerView view) {
            return new Meters(registry(context).orElseThrow(), flow, runs, view);
        }
    }

    /** Loaded where OpenTelemetry is there. */
    private static final class Trace {

        static Optional<FlowObserver> of(CamelContext context, Clock clock) {
            Tracer tracer = context.getRegistry().findSingleByType(Tracer.class);
            if (tracer == null) {
                OpenTelemetry all = context.getRegistry().findSingleByType(OpenTelemetry.class);
                tracer = all == null ? null : all.getTracer(SCOPE);
            }
            return Optional.ofNullable(tracer).map(found -> new Traces(found, clock));
        }
    }
}
