package org.togglloxo.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * The flow as it is drawn: the routes of the files in their order, those of the program by name alone.
 *
 * @param routes in the order of the files
 */
public record Outline(List<Drawn> routes) {

    /**
     * One route.
     *
     * @param file where it stands, or empty where the program makes it
     * @param from the endpoint that it begins with
     */
    public record Drawn(String file, String id, String description, String from, List<Step> steps) {}

    /**
     * One step.
     *
     * @param kind Camel's own name of it, such as {@code choice}
     * @param id or empty
     * @param text what it does or asks
     * @param calls the endpoint that is called, or empty
     */
    public record Step(String kind, String id, String text, String calls, List<Step> steps) {}

    /**
     * Of the files of a folder.
     *
     * @throws FlowException when they cannot be used
     */
    public static Outline of(Rehearsal rehearsal) {
        CamelContext context = rehearsal.flow().context();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        List<Drawn> routes = new ArrayList<>();
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (Boolean.TRUE.equals(route.isTemplate())) {
                // the inside of a Kamelet
                continue;
            }
            String file = Place.of(route).map(Place::file).orElse("");
            routes.add(new Drawn(
                    file,
                    route.getId(),
                    Optional.ofNullable(route.getDescriptionText()).orElse(""),
                    endpoint(context, route.getInput().getEndpointUri()),
                    file.isEmpty() ? List.of() : steps(context, route)));
        }
        routes.sort(
                Comparator.comparing((Drawn route) -> route.file().isEmpty()).thenComparing(Drawn::file));
        return new Outline(routes);
    }

    private static List<Step> steps(CamelContext context, NamedNode parent) {
        return Nodes.children(parent).stream()
                .filter(node -> !(node instanceof OnExceptionDefinition))
                .map(node -> step(context, node))
                .toList();
    }

    private static Step step(CamelContext context, NamedNode node) {
        String calls = node instanceof SendDefinition<?> send ? endpoint(context, send.getEndpointUri()) : "";
        String id = node instanceof OptionalIdentifiedDefinition<?> named && named.hasCustomIdAssigned()
                ? named.getId()
                : "";
        return new Step(node.getShortName(), id, text(node), calls, steps(context, node));
    }

    private static String text(NamedNode node) {
        if (node instanceof SendDefinition<?>) {
            return "";
        }
        ExpressionDefinition expression = node instanceof HasExpressionType asking ? asking.getExpressionType() : null;
        boolean plain = expression == null || expression instanceof MethodCallExpression;
        String words = plain ? String.join(" ", Nodes.words(node)) : expression.getLabel();
        return words.replaceAll("\\s+", " ").strip();
    }

    /** Scheme and name: the options do not tell where it leads. */
    private static String endpoint(CamelContext context, String uri) {
        String plain = uri;
        try {
            plain = context.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            // as it stands
        }
        return plain.replaceFirst("\\?.*", "").replace("://", ":");
    }

    /** The route that begins with an endpoint. */
    Optional<Drawn> route(String endpoint) {
        return routes.stream().filter(route -> route.from().equals(endpoint)).findFirst();
    }
}
