package org.togglloxo.flow;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The YAML files of the flow: whether they fit together, and which of them a trouble comes from. */
record RouteFiles(String pattern) {

    /** Where a run begins; nothing in the routes needs to call it. */
    private static final String FIRST = "direct:list-candidates";

    /**
     * Camel starts without complaint where a route or a routeConfiguration is missing, and every candidate would fail.
     *
     * @throws IllegalStateException when something is called that is not there
     */
    void requireAll(CamelContext context) {
        Set<Endpoint> receivers = new HashSet<>();
        context.getRoutes().stream().map(Route::getEndpoint).forEach(receivers::add);
        context.getEndpoint(FIRST);
        for (Endpoint called : context.getEndpoints()) {
            if (called instanceof DirectEndpoint && !receivers.contains(called)) {
                String name = called.getEndpointUri().replaceFirst("^direct://", "");
                throw new IllegalStateException(
                        "no route begins with direct:%s, which is called; %s is where it belongs"
                                .formatted(name, named(name).orElse("a file of its own")));
            }
        }
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : model.getRouteDefinitions()) {
            String wanted = route.getRouteConfigurationId();
            if (wanted != null && model.getRouteConfigurationDefinition(wanted) == null) {
                throw new IllegalStateException(
                        "route %s names the routeConfiguration %s, which is nowhere".formatted(route.getId(), wanted));
            }
        }
    }

    /** The file's name, as far as it can be told. */
    Optional<String> culprit(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException route) {
                return named(route.getRouteId());
            }
            if (cause instanceof FailedToStartRouteException route) {
                return named(route.getRouteId());
            }
        }
        return files().stream()
                .filter(file -> !loads(file))
                .map(RouteFiles::name)
                .findFirst();
    }

    /** By the rule that a file has its route's name. */
    private Optional<String> named(String routeId) {
        return files().stream()
                .map(RouteFiles::name)
                .filter(name -> name.endsWith("-" + routeId + ".camel.yaml"))
                .findFirst();
    }

    private List<Resource> files() {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            return PluginHelper.getPackageScanResourceResolver(scratch).findResources(pattern).stream()
                    .sorted(Comparator.comparing(Resource::getLocation))
                    .toList();
        } catch (Exception e) {
            return List.of();
        }
    }

    private static boolean loads(Resource file) {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(scratch).loadRoutes(file);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static String name(Resource file) {
        return "routes/" + file.getLocation().replaceFirst(".*[/\\\\:]", "");
    }
}
