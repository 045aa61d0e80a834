package org.togglloxo.embed;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.togglloxo.route.Names;

/**
 * Routes of ours as they are in the host's context: under names of our own, and out of reach of the host's error handlers
 * and of its routeConfigurations for all routes.
 */
final class OwnRoutes extends RouteConfigurationBuilder {

    /** No routeConfiguration has this name: one without a name would be for all routes that name none. */
    private static final String NO_CONFIGURATION = "no-configuration";

    private final RouteBuilder inner;
    private final Names names;
    private final Set<String> leftOut;

    OwnRoutes(RouteBuilder inner, Names names, Set<String> leftOut) {
        this.inner = inner;
        this.names = names;
        this.leftOut = leftOut;
    }

    @Override
    public void configuration() throws Exception {
        if (inner instanceof RouteConfigurationsBuilder configurations) {
            configurations.addRouteConfigurationsToCamelContext(getContext());
        }
    }

    /** Says where the routes begin, so that calls to them are known. */
    OwnRoutes prepared(CamelContext context) throws Exception {
        inner.setCamelContext(context);
        inner.configure();
        routes().getRoutes().forEach(route -> names.receive(route.getInput().getUri()));
        return this;
    }

    /** The ids of the routes, as the files have them. */
    Stream<String> ids() {
        return routes().getRoutes().stream().map(RouteDefinition::getRouteId).map(names::plain);
    }

    @Override
    public void configure() {
        RoutesDefinition to = getRouteCollection();
        // the context's own one, if it has any, is the host's
        to.setErrorHandlerFactory(null);
        routes().getRoutes().stream()
                .filter(route -> !leftOut.contains(names.plain(route.getRouteId())))
                .forEach(route -> {
                    own(route);
                    to.getRoutes().add(route);
                });
        to.setOnExceptions(routes().getOnExceptions());
        to.setIntercepts(routes().getIntercepts());
        to.setInterceptFroms(routes().getInterceptFroms());
        to.setInterceptSendTos(routes().getInterceptSendTos());
        to.setOnCompletions(routes().getOnCompletions());
        setResource(inner.getResource());
    }

    @Override
    protected void populateRoutes() throws Exception {
        getRouteCollection()
                .getRoutes()
                .forEach(route -> route.setErrorHandlerFactoryIfNull(new DefaultErrorHandlerDefinition()));
        super.populateRoutes();
    }

    private RoutesDefinition routes() {
        return inner.getRouteCollection();
    }

    private void own(RouteDefinition route) {
        route.setId(names.of(route.getId()));
        route.setRouteConfigurationId(
                names.of(route.getRouteConfigurationId() == null ? NO_CONFIGURATION : route.getRouteConfigurationId()));
        route.setStartupOrder(null);
        route.setStreamCache("false");
        route.getInput().setUri(names.inText(route.getInput().getUri()));
        route.getOutputs().forEach(this::own);
    }

    /** Those of a file bear their names already, see {@link OwnFiles}: what is left is what routes in Java have. */
    private void own(ProcessorDefinition<?> step) {
        // a choice would give its id to the last of its branches
        if (step.hasCustomIdAssigned() && !step.getId().equals(names.of(step.getId()))) {
            step.setId(names.of(step.getId()));
        }
        if (step instanceof SendDefinition<?> send) {
            send.setUri(names.inText(send.getUri()));
        }
        step.getOutputs().forEach(this::own);
    }
}
