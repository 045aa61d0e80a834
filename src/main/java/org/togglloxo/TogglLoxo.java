package org.togglloxo;

import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.togglloxo.embed.Embedding;

/**
 * The whole flow for a Camel context of your own: {@code main.configure().addRoutesBuilder(new TogglLoxo())}, or a bean of
 * this type in Spring Boot and Quarkus. Settings come from your properties, by the names in {@code src/site/markdown/settings.md}; with a wrong one the
 * context does not start. Routes, endpoints and beans are called {@code toggl-loxo-...}. Immutable.
 */
public final class TogglLoxo implements RoutesBuilder {

    private final Set<String> leftOut;
    private final String ownRoutes;

    /** All routes, as they are in the jar. */
    public TogglLoxo() {
        this(Set.of(), null);
    }

    private TogglLoxo(Set<String> leftOut, String ownRoutes) {
        this.leftOut = leftOut;
        this.ownRoutes = ownRoutes;
    }

    /**
     * The same without some routes. One that others call has to be replaced: {@code without("find-job")} and a route of
     * yours from {@code direct:toggl-loxo-find-job}.
     *
     * @param routes ids as in the route files, such as {@code schedule-sync}
     */
    public TogglLoxo without(String... routes) {
        Set<String> fewer = new TreeSet<>(leftOut);
        fewer.addAll(Set.of(routes));
        return new TogglLoxo(fewer, ownRoutes);
    }

    /**
     * The same with route files of your own: one named as a file in the jar takes its place, others are added.
     *
     * @param folder as Camel names it: {@code file:routes}, {@code classpath:recruiting}
     */
    public TogglLoxo routesFrom(String folder) {
        return new TogglLoxo(leftOut, folder);
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        new Embedding(context, Clock.systemUTC()).add(leftOut, ownRoutes);
    }

    /** There are none. */
    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {
        // nothing to add
    }

    /** They are not reloaded. */
    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        return Set.of();
    }
}
