package org.togglloxo.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.server.Engine;
import org.togglloxo.server.LocalServer;
import org.togglloxo.server.ObserveSettings;

/**
 * What operators see of a process on the schedule, as {@code observe.*} says. Where nothing is wanted nothing is made, and no
 * library for it is loaded.
 */
public final class Observation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
    private static final Duration AGE_OF_LEDGER = Duration.ofSeconds(5);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private FlowObserver observer = FlowObserver.NONE;
    private volatile ObservedState watched = ObservedState.NOTHING_YET;
    private String origin = "";

    private Observation() {}

    /** Begins to serve what is there so far; a port that cannot be bound is a warning and nothing more. */
    public static Observation start(ObserveSettings settings, Ledger ledger, Engine engine, Clock clock) {
        Observation started = new Observation();
        List<FlowObserver> observers = new ArrayList<>();
        if (settings.address().on()) {
            observers.addAll(started.serve(settings, ledger, engine, clock));
        }
        if (settings.traced()) {
            observers.add(started.trace(settings, clock));
        }
        if (!observers.isEmpty()) {
            started.observer = new Observers(observers);
        }
        return started;
    }

    private List<FlowObserver> serve(ObserveSettings settings, Ledger ledger, Engine engine, Clock clock) {
        LocalServer server = LocalServer.of(engine, settings.address(), LocalServer.Limits.USUAL);
        LedgerView view = new LedgerView(ledger, AGE_OF_LEDGER, clock);
        RunStatus runs = view.runs();
        Scrape scrape = new Scrape(ledger.scope().workspace());
        HealthReport health = new HealthReport(this::context);
        Info info = new Info(clock.instant());
        server.get("/observe/health", asked -> health.all());
        server.get("/observe/health/live", asked -> health.live());
        server.get("/observe/health/ready", asked -> health.ready());
        server.get("/observe/metrics", asked -> scrape.answer());
        server.get("/observe/info", asked -> info.of(flow()));
        try {
            origin = settings.address().origin(server.bind());
        } catch (IllegalStateException taken) {
            server.close();
            view.close();
            LOG.warn(
                    "health and metrics are not served: {}, port {}, cannot be bound ({}). Set observe.port to a free one, or to nothing",
                    settings.address().host(),
                    settings.address().port().orElseThrow(),
                    taken.getMessage());
            return List.of();
        }
        LOG.info("health and metrics are served at {}/observe/health and /observe/metrics", origin);
        parts.add(server);
        parts.add(view);
        Supplier<FlowContext> with = () -> {
            Flow flow = flow();
            return flow == null ? null : flow.surroundings();
        };
        HealthChecks checks =
                new HealthChecks(runs, view, () -> watched.refusedEdit().get(), with);
        return List.of(runs, new Meters(scrape.own(), with, runs, view), scrape, new HealthSetup(checks));
    }

    private FlowObserver trace(ObserveSettings settings, Clock clock) {
        TraceExport export = new TraceExport(settings);
        parts.add(export);
        LOG.info("traces are sent to observe.otlp-endpoint");
        return export.traces(clock);
    }

    /** Who is to be told of what the flow does. */
    public FlowObserver observer() {
        return observer;
    }

    /**
     * The flow is started.
     *
     * @param flow that runs at the moment
     * @param refusedEdit what was saved last and cannot be used
     */
    public void watch(Supplier<Flow> flow, Supplier<Optional<RouteError>> refusedEdit) {
        watched = new ObservedState(flow, refusedEdit);
    }

    /** Where it is served, without a slash at the end; empty where it is not. */
    public String origin() {
        return origin;
    }

    private Flow flow() {
        return watched.flow().get();
    }

    private CamelContext context() {
        Flow flow = flow();
        return flow == null ? null : flow.context();
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception error) {
                LOG.debug("closing", error);
            }
        }
    }
}
