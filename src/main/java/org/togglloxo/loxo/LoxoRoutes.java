package org.togglloxo.loxo;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.loxo.webhook.Webhooks;

/**
 * Calls to Loxo that are no candidate's: each is repeated as a whole, as {@code 90-handle-errors} says, and then whoever asked
 * is told.
 */
final class LoxoRoutes extends RouteBuilder {

    private static final String POSTED = "posted";

    private final LoxoClient client;

    LoxoRoutes(LoxoClient client) {
        this.client = client;
    }

    @Override
    public void configure() {
        from("direct:read-reference")
                .routeId("read-reference")
                .routeConfigurationId("handle-reference-errors")
                .description("Reads what the agency has set up, tried again as the error handling says")
                .process(this::call)
                .id("call-for-reference");
        from("direct:ask-loxo")
                .routeId("ask-loxo")
                .routeConfigurationId("handle-webhook-errors")
                .description("One call for a command, tried again as the error handling says")
                .process(this::call)
                .id("call-for-command");
        from("direct:register-webhook")
                .routeId("register-webhook")
                .routeConfigurationId("handle-webhook-errors")
                .description(
                        "Registers a webhook after a look whether it is there, tried again as the error handling says")
                .process(this::register)
                .id("look-and-register");
    }

    private void call(Exchange exchange) throws Exception {
        LoxoRequest request = exchange.getMessage().getBody(LoxoRequest.class);
        exchange.getMessage().setBody(client.call(request, exchange));
    }

    private void register(Exchange exchange) throws Exception {
        Webhook wanted = exchange.getMessage().getBody(Webhook.class);
        Webhooks.Registration done = Webhooks.registration(wanted, request -> {
            if (!request.reads()) {
                exchange.setProperty(POSTED, true);
            }
            return client.call(request, exchange);
        });
        // the answer to an earlier one may have been lost
        boolean added = exchange.getProperty(POSTED, false, Boolean.class);
        exchange.getMessage().setBody(new Webhooks.Registration(done.webhook(), added));
    }
}
