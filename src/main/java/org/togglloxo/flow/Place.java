package org.togglloxo.flow;

import java.util.Optional;
import org.apache.camel.NamedNode;

/**
 * Where something stands in the route files.
 *
 * @param line from 1; 0 where it is not known
 */
record Place(String file, int line) {

    static final Place UNKNOWN = new Place(RouteTrouble.SOMEWHERE, 0);

    /** Of a node that came from a route file. */
    static Optional<Place> of(NamedNode node) {
        return node == null || node.getLocation() == null
                ? Optional.empty()
                : Optional.of(new Place(name(node.getLocation()), Math.max(0, node.getLineNumber())));
    }

    /** The name as people know it, of a location as Camel gives it. */
    static String name(String location) {
        return "routes/" + location.replaceFirst(".*[/\\\\]", "").replaceFirst("^[a-z]+:", "");
    }

    /** For people. */
    String text() {
        return line == 0 ? file : "%s, line %d".formatted(file, line);
    }

    RouteTrouble trouble(String cause) {
        return new RouteTrouble(file, line, cause);
    }
}
