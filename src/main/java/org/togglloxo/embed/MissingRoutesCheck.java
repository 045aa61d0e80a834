package org.togglloxo.embed;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.apache.camel.component.direct.DirectEndpoint;
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
        for (Endpoint called : context.getEndpoints()) {
            String uri = called.getEndpointUri();
            if (called instanceof DirectEndpoint
                    && uri.startsWith("direct://" + Names.PREFIX)
                    && !receivers.contains(called)) {
                String name = uri.replaceFirst("^direct://", "");
                throw new IllegalStateException(
                        "No route begins with direct:%s, which is called. Take %s out of without(...), or begin a route of yours with it"
                                .formatted(name, name.substring(Names.PREFIX.length())));
            }
        }
    }
}
