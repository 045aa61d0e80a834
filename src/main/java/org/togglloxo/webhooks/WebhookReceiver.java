package org.togglloxo.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** Receives Loxo's webhooks for the Kamelet {@code loxo-webhook-source}. Its property is the Kamelet's parameter. */
public final class WebhookReceiver {

    private final WebhookEvents events = new WebhookEvents();
    private String given = "";
    private WebhookToken token;

    /** The secret at the end of the address that Loxo sends to. */
    public void setToken(String token) {
        this.given = token;
    }

    /** @throws IllegalArgumentException for a token that can be guessed */
    public void start() {
        if (!TokenRule.allows(given)) {
            throw new IllegalArgumentException(
                    "token can be guessed, or does not fit into a URL: %s are needed. A fresh one, made for you just now: %s"
                            .formatted(TokenRule.WORDS, TokenRule.propose()));
        }
        token = new WebhookToken(given);
    }

    /** Whether a path ends with the token. */
    public boolean fits(@Header("CamelHttpPath") String path) {
        return token.fits(path);
    }

    /**
     * What is left of a body: {@code item_type}, {@code item_id} and {@code action}.
     *
     * @throws InvalidWebhook when the body is not JSON, or of another shape, such as a form, which comes as a map
     */
    public JsonNode read(Exchange exchange) throws InvalidWebhook {
        return events.read(exchange.getMessage().getBody(byte[].class));
    }
}
