package org.togglloxo.flow.files;

import java.util.Optional;
import org.apache.camel.NamedNode;

/**
 * Where something stands in the route files.
 *
 * @param line from 1; 0 where it is not known
 */
public record SourceLocation(String file, int line) {

    public static final SourceLocation UNKNOWN = new SourceLocation(RouteError.SOMEWHERE, 0);

    /** Of a node that came from a route file. */
    public static Optional<SourceLocation> of(NamedNode node) {
        return node == null || node.getLocation() == null
                ? Optional.empty()
                : Optional.of(new SourceLocation(name(node.getLocation()), Math.max(0, node.getLineNumber())));
    }

    /** The name as people know it, of a location as Camel gives it. */
    public static String name(String location) {
        return "routes/" + location.replaceFirst(".*[/\\\\]", "").replaceFirst("^[a-z]+:", "");
    }

    /** For people. */
    public String text() {
        return line == 0 ? file : "%s, line %d".formatted(file, line);
    }

    public RouteError error(String cause) {
        return new RouteError(file, line, cause);
    }
}
