package org.togglloxo.embed;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Problem;

/**
 * What the host has set, wherever Camel's placeholders find it: its properties files, Spring's Environment, Quarkus's
 * configuration, environment variables. Where a name means something else to the host, it has {@code toggl-loxo.} before it.
 */
record HostProperties(CamelContext context, List<Problem> problems) implements UnaryOperator<String> {

    private static final String NOT_SET = "\u0000";

    @Override
    public String apply(String name) {
        try {
            String own = value(Names.SETTINGS + name);
            return own != null ? own : value(name);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(
                    name,
                    "%s holds a {{placeholder}} that leads nowhere. Set what it names, or write the value itself"
                            .formatted(name)));
            return null;
        }
    }

    private String value(String name) {
        String value = context.resolvePropertyPlaceholders("{{" + name + ":" + NOT_SET + "}}");
        return NOT_SET.equals(value) ? null : value;
    }
}
