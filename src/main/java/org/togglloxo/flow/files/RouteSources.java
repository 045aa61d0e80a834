package org.togglloxo.flow.files;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;

/** Where routes begin, by the scheme of their endpoint. */
public final class RouteSources {

    private static final Set<String> INSIDE = Set.of("direct", "seda", "kamelet");
    private static final Set<String> TIMED = Set.of("quartz", "timer", "scheduler", "cron");

    private RouteSources() {}

    public enum Kind {
        /** Called by another route. */
        INSIDE,
        /** Started by the clock. */
        TIMED,
        /** Takes something in from elsewhere. */
        OUTSIDE
    }

    public static Kind kindOf(CamelContext context, NamedNode node) {
        if (!(node instanceof RouteDefinition route) || route.getInput() == null) {
            return Kind.INSIDE;
        }
        return kindOf(context, route.getInput().getEndpointUri());
    }

    public static Kind kindOf(CamelContext context, String uri) {
        String scheme = scheme(context, uri);
        return INSIDE.contains(scheme) ? Kind.INSIDE : TIMED.contains(scheme) ? Kind.TIMED : Kind.OUTSIDE;
    }

    /** The scheme, whatever placeholders the text begins with. */
    public static String scheme(CamelContext context, String uri) {
        String plain = uri;
        try {
            plain = context.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            // unresolved: said when the endpoint is made
        }
        return plain.replaceFirst("(?s):.*", "");
    }
}
