package org.togglloxo.embed;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.togglloxo.route.Lanes;
import org.togglloxo.route.Names;

/**
 * Sees to it that somebody answers each of our calls: a route that was left out, the host gives itself. Camel would start
 * without, and every candidate would fail.
 */
final class MissingRoutesCheck implements StartupListener {

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        Lanes.in(context).unknownLane().ifPresent(lane -> {
            throw new IllegalStateException("%s, line %d: %s"
                    .formatted(lane.step().getLocation(), lane.step().getLineNumber(), lane.message()));
        });
        Set<Endpoint> receivers =
                context.getRoutes().stream().map(Route::getEndpoint).collect(Collectors.toSet());
        Set<String> ours = calls(context);
        for (Endpoint called : context.getEndpoints()) {
            String uri = called.getEndpointUri();
            if (called instanceof DirectEndpoint && !receivers.contains(called)) {
                String name = uri.replaceFirst("^direct://", "");
                if (name.startsWith(Names.PREFIX)) {
                    throw new IllegalStateException(
                            "No route begins with direct:%s, which is called. Take %s out of without(...), or begin a route of yours with it"
                                    .formatted(name, name.substring(Names.PREFIX.length())));
                }
                if (ours.contains(name)) {
                    throw new IllegalStateException(
                            "No route begins with direct:%s, which a route file of yours calls. Correct the name, or add the route before the context starts"
                                    .formatted(name));
                }
            }
        }
    }

    /** What routes of the flow call, by the names that the host gave. */
    private static Set<String> calls(CamelContext context) {
        Names names = Names.in(context);
        return ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .filter(route -> names.isOwnRoute(route.getRouteId()))
                        .flatMap(route ->
                                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                                        .stream())
                        .map(ToDefinition::getUri)
                        .filter(uri -> uri != null && uri.startsWith("direct:"))
                        .map(uri -> uri.replaceFirst("^direct:(//)?", "").replaceFirst("\\?.*", ""))
                        .collect(Collectors.toSet());
    }
}
