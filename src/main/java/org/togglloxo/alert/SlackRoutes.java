package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.CallLimits;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.http.StatusException;

/** Slack's incoming webhook: {@code POST {"text": ...}}, answered with 200 and {@code ok}. Without one the route does nothing. */
final class SlackRoutes extends RouteBuilder {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Slack answers a word. */
    static final CallLimits LIMITS = new CallLimits(PATIENCE, 64 * 1024);

    private static final String WAY = "slack";

    private final AlertSettings settings;

    SlackRoutes(AlertSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        from("direct:post-to-slack")
                .routeId("post-to-slack")
                .description("Posts the text to Slack, once, where alerts.slack-url is set")
                .errorHandler(noErrorHandler())
                .filter(exchange -> settings.slackUrl().isPresent() && AlertAttempt.begin(exchange, WAY))
                .process(this::prepare)
                .to(PlainHttpClient.endpoint(origin(settings.slackUrl()), "alertHttpClient", PATIENCE, PATIENCE, 1))
                .id("slack")
                .process(this::check);
    }

    /** The address is a secret: the endpoint knows its host alone, since endpoints are printed. */
    static String origin(Optional<URI> address) {
        URI url = address.orElse(URI.create("http://localhost"));
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, settings.slackUrl().orElseThrow().toString());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(JsonNodeFactory.instance
                .objectNode()
                .put("text", exchange.getVariable("text", String.class))
                .toString());
    }

    private void check(Exchange exchange) throws IOException {
        requireSuccess(exchange, "Slack", "the webhook of alerts.slack-url is gone or switched off");
        AlertAttempt.arrived(exchange, WAY);
    }

    /** Whatever is answered, its headers are of no use to the steps behind. */
    static void requireSuccess(Exchange exchange, String who, String cause) throws IOException {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        message.removeHeaders("*");
        if (!StatusException.isSuccess(status)) {
            throw new IOException(
                    "%s answered %d: %s".formatted(who, status, status < 500 ? cause : "it has an error of its own"));
        }
    }
}
