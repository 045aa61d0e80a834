package org.togglloxo.togglhire;

import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The call to Toggl Hire that is repeated, as {@code 90-handle-errors} says. */
final class TogglHireRoutes extends RouteBuilder {

    private final TogglClient client;

    TogglHireRoutes(TogglClient client) {
        this.client = client;
    }

    @Override
    public void configure() {
        from("direct:read-toggl")
                .routeId("read-toggl")
                .routeConfigurationId("handle-toggl-errors")
                .description("A page of the list, or a list of names, tried again as the error handling says")
                .process(this::call)
                .id("call-for-list");
    }

    private void call(Exchange exchange) throws Exception {
        URI address = exchange.getMessage().getBody(URI.class);
        exchange.getMessage().setBody(client.call(address, exchange));
    }
}
