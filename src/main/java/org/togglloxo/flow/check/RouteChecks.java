package org.togglloxo.flow.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.togglloxo.flow.files.ErrorText;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.RouteSources;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.flow.files.StepText;
import org.togglloxo.route.Lanes;
import org.togglloxo.sync.CronRule;

/** How the routes of a context hang together, and which place in the files an error comes from. */
public final class RouteChecks {

    private final CamelContext context;
    private final String first;
    private final List<String> routeFiles;

    /** @param first where a run begins; nothing in the routes needs to call it */
    public RouteChecks(CamelContext context, String first, List<String> routeFiles) {
        this.context = context;
        this.first = first;
        this.routeFiles = routeFiles;
    }

    private Model model() {
        return (ModelCamelContext) context;
    }

    /** Routes that the clock or somebody else starts stay as they are, with all their steps made. */
    public void startNothingFromOutside() {
        for (RouteDefinition route : model().getRouteDefinitions()) {
            if (RouteSources.kindOf(context, route) != RouteSources.Kind.INSIDE) {
                route.setAutoStartup("false");
            }
        }
    }

    /** @throws FlowException when a file still has what an earlier version had, and what would not be done any more */
    public void requireNothingOfEarlierVersions() {
        OutdatedRoutes.in(all()).ifPresent(error -> {
            throw new FlowException(error, null);
        });
    }

    /** What an earlier version had, and this one can do better. */
    public List<RouteError> warningsOfEarlierVersions() {
        return OutdatedRoutes.warnings(all());
    }

    /**
     * Camel starts without complaint where a route, a routeConfiguration or a lane's mapping is missing, and candidates would fail.
     *
     * @throws FlowException when something is called that is not there
     */
    public void requireAll() throws Exception {
        Set<Endpoint> receivers = new HashSet<>();
        context.getRoutes().stream().map(Route::getEndpoint).forEach(receivers::add);
        context.getEndpoint(first);
        for (Endpoint called : context.getEndpoints()) {
            if (called instanceof DirectEndpoint && !receivers.contains(called)) {
                String name = called.getEndpointUri().replaceFirst("^direct://", "");
                throw broken(
                        all().stream()
                                .filter(node -> StepText.words(node).contains("direct:" + name))
                                .findFirst()
                                .flatMap(SourceLocation::of),
                        "no route begins with direct:%s, which is called here%s".formatted(name, home(name)));
            }
        }
        Optional<Lanes.UnknownLane> lane = Lanes.in(context).unknownLane();
        if (lane.isPresent()) {
            throw broken(SourceLocation.of(lane.get().step()), lane.get().message());
        }
        for (RouteDefinition route : model().getRouteDefinitions()) {
            String wanted = route.getRouteConfigurationId();
            if (wanted != null && model().getRouteConfigurationDefinition(wanted) == null) {
                throw broken(
                        SourceLocation.of(route),
                        "route %s names the routeConfiguration %s, which is nowhere".formatted(route.getId(), wanted));
            }
        }
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint quartz && quartz.getCron() != null) {
                requireCron(route.getRouteId(), quartz.getCron());
            }
        }
    }

    /** By the rule that a file has its route's name. */
    private String home(String name) {
        return routeFiles.stream()
                .filter(file -> file.endsWith("-" + name + ".camel.yaml"))
                .findFirst()
                .map("; it belongs into %s"::formatted)
                .orElse("");
    }

    private void requireCron(String routeId, String cron) {
        CronRule.objection(cron).ifPresent(objection -> {
            throw broken(
                    SourceLocation.of(model().getRouteDefinition(routeId)),
                    "route %s has the schedule '%s', which is no Quartz cron expression, such as 0 0/15 * * * ? (%s)"
                            .formatted(routeId, cron, objection));
        });
    }

    private static FlowException broken(Optional<SourceLocation> place, String cause) {
        return new FlowException(place.orElse(SourceLocation.UNKNOWN).error(cause), null);
    }

    public static RouteError unplaced(Throwable error) {
        return new RouteError(RouteError.SOMEWHERE, 0, ErrorText.cause(error));
    }

    /** In Camel's words, with the place that they are about as far as it can be told. */
    public RouteError explain(Throwable error) {
        String cause = ErrorText.cause(error);
        Optional<RouteDefinition> route = suspect(error).map(model()::getRouteDefinition);
        String words = words(error);
        return route.flatMap(within -> named(all(within), words))
                .or(() -> route.flatMap(within -> broken(all(within))))
                .or(() -> named(all(), words))
                .or(() -> route.flatMap(SourceLocation::of))
                .map(place -> place.error(cause))
                .orElseGet(() -> unplaced(error));
    }

    private static Optional<String> suspect(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException route && route.getRouteId() != null) {
                return Optional.of(route.getRouteId());
            }
            if (cause instanceof FailedToStartRouteException route && route.getRouteId() != null) {
                return Optional.of(route.getRouteId());
            }
        }
        return Optional.empty();
    }

    /** What the causes say. What says which route it is shows the route as well, and with it everybody's words. */
    private static String words(Throwable error) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean ofRoute = cause instanceof FailedToCreateRouteException && cause.getCause() != null;
            words.append(ofRoute ? "" : cause.getMessage()).append('\n');
        }
        return words.toString().replace("://", ":").replaceAll("[ \\t\\n]+", " ");
    }

    private static Optional<SourceLocation> named(List<NamedNode> steps, String words) {
        return steps.stream()
                .filter(step -> StepText.named(step, words) > 0)
                .reduce((one, other) -> StepText.named(other, words) > StepText.named(one, words) ? other : one)
                .flatMap(SourceLocation::of);
    }

    private Optional<SourceLocation> broken(List<NamedNode> steps) {
        return steps.stream()
                .filter(step -> StepText.isBrokenExpression(step, context))
                .findFirst()
                .flatMap(SourceLocation::of);
    }

    /** All steps of all routes, in no order. */
    public List<NamedNode> all() {
        List<NamedNode> nodes = new ArrayList<>();
        model().getRouteDefinitions().forEach(route -> nodes.addAll(all(route)));
        for (RouteConfigurationDefinition configuration : model().getRouteConfigurationDefinitions()) {
            configuration.getOnExceptions().forEach(handler -> {
                nodes.add(handler);
                nodes.addAll(all(handler));
            });
        }
        return nodes;
    }

    /** All steps below a node, those of its error handling left out, which Camel adds to each route. */
    private static List<NamedNode> all(NamedNode root) {
        List<NamedNode> nodes = new ArrayList<>();
        Deque<NamedNode> waiting = new ArrayDeque<>(StepText.children(root));
        while (!waiting.isEmpty()) {
            NamedNode node = waiting.poll();
            if (!(node instanceof OnExceptionDefinition)) {
                nodes.add(node);
                waiting.addAll(StepText.children(node));
            }
        }
        return nodes;
    }
}
