package org.togglloxo.loxo;

import static org.apache.camel.builder.Builder.method;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Calls to Loxo that are no candidate's: about webhooks as they are registered, and about what a webhook told of. Those
 * without an error handler are repeated as a whole by the step that calls them.
 */
public final class WebhookRoutes extends RouteBuilder {

    private static final String ERRORS = "handle-webhook-errors";
    private static final String WHEREABOUTS = "whereabouts";

    @Override
    public void configure() {
        askLoxo();
        registerWebhook();
        lookForPerson();
    }

    private void askLoxo() {
        from("direct:ask-loxo")
                .routeId("ask-loxo")
                .routeConfigurationId(ERRORS)
                .description("One call, tried again as the error handling says")
                .to("direct:call-loxo")
                .removeHeaders(LoxoRoutes.RETRIES);
    }

    private void registerWebhook() {
        from("direct:register-webhook")
                .routeId("register-webhook")
                .routeConfigurationId(ERRORS)
                .description("Registers a webhook, tried again as the error handling says")
                .to("direct:register-webhook-once")
                .removeHeaders(LoxoRoutes.RETRIES);
        from("direct:register-webhook-once")
                .routeId("register-webhook-once")
                .description("Looks first: the answer to a POST may have been lost")
                .errorHandler(noErrorHandler())
                .to("direct:find-webhook")
                .filter(simple("${variable.registered} == null"))
                .setVariable("posted", constant(true))
                .setBody(method("webhooks", "registration"))
                .to("direct:call-loxo")
                .to("direct:find-webhook")
                .bean("webhooks", "checkRegistered")
                .end();
        from("direct:find-webhook")
                .routeId("find-webhook")
                .description("The webhook that says the same, if there is one")
                .errorHandler(noErrorHandler())
                .setBody(method("webhooks", "listing"))
                .to("direct:call-loxo")
                .setVariable("registered", method("webhooks", "find"));
    }

    private void lookForPerson() {
        from("direct:look-for-person")
                .routeId("look-for-person")
                .description("Whether a person is there, was merged into another one, or is gone")
                .errorHandler(noErrorHandler())
                .process(exchange -> exchange.setVariable(
                        WHEREABOUTS, new Whereabouts(exchange.getVariable("person-id", String.class))))
                .loopDoWhile(exchange -> whereabouts(exchange).hasNext())
                .process(exchange ->
                        exchange.getMessage().setBody(whereabouts(exchange).request()))
                .to("direct:call-loxo")
                .process(exchange ->
                        whereabouts(exchange).learn(exchange.getMessage().getBody(JsonNode.class)))
                .end()
                .removeHeaders(LoxoRoutes.RETRIES);
    }

    private static Whereabouts whereabouts(Exchange exchange) {
        return exchange.getVariable(WHEREABOUTS, Whereabouts.class);
    }
}
