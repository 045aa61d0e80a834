package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.PlainHttpClient;

/**
 * A receiver of somebody's own: {@code POST} of the report as JSON, with {@code subject} and {@code text}, answered with any 2xx. Without one the route
 * does nothing.
 */
final class WebhookRoutes extends RouteBuilder {

    private static final String WAY = "webhook";
    private static final String SIGNATURE = "X-Signature-256";
    private static final String HMAC = "HmacSHA256";

    private final Optional<AlertSettings.Webhook> webhook;
    private final Alerts alerts;

    WebhookRoutes(AlertSettings settings, Alerts alerts) {
        this.webhook = settings.webhook();
        this.alerts = alerts;
    }

    @Override
    public void configure() {
        from("direct:post-to-webhook")
                .routeId("post-to-webhook")
                .description("Posts the report as JSON, once, where alerts.webhook-url is set")
                .errorHandler(noErrorHandler())
                .filter(exchange -> webhook.isPresent() && AlertAttempt.begin(exchange, WAY))
                .process(this::prepare)
                .to(PlainHttpClient.endpoint(
                        SlackRoutes.origin(webhook.map(AlertSettings.Webhook::url)),
                        "alertHttpClient",
                        SlackRoutes.PATIENCE,
                        SlackRoutes.PATIENCE,
                        1))
                .id("webhook")
                .process(this::check);
    }

    private void prepare(Exchange exchange) throws GeneralSecurityException {
        AlertSettings.Webhook to = webhook.orElseThrow();
        byte[] body = body(AlertAttempt.report(exchange)).getBytes(StandardCharsets.UTF_8);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, to.url().toString());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        if (!to.secret().isEmpty()) {
            message.setHeader(SIGNATURE, "sha256=" + signature(body, to.secret()));
        }
        message.setBody(body);
    }

    private String body(ObjectNode report) {
        AlertText words = alerts.worded(report);
        return report.deepCopy()
                .put("subject", words.subject())
                .put("text", words.text())
                .toString();
    }

    private static String signature(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private void check(Exchange exchange) throws IOException {
        SlackRoutes.requireSuccess(exchange, "The receiver", "alerts.webhook-url is wrong, or does not want it");
        AlertAttempt.arrived(exchange, WAY);
    }
}
