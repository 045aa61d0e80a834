package org.togglloxo.sync;

import java.util.List;
import org.togglloxo.http.Pacing;

/** Where candidates are delivered whose mapping names another agency than the one that their workspace delivers into. */
@FunctionalInterface
public interface AgencyRoutes {

    /** There is no other agency. */
    AgencyRoutes NONE = agency -> {
        throw new IllegalStateException("there is no agency " + agency);
    };

    /**
     * The routes of an agency; they are started when the first candidate comes to it. Where it cannot be delivered into, they
     * defer whoever is new there.
     */
    QueueRoutes of(String agency);

    /** The paces of all calls to those that are started. */
    default List<Pacing> paces() {
        return List.of();
    }
}
