package org.togglloxo.webhooks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices: what is left of a webhook's body, {@code {"item_type","item_id","action"}}. Loxo sends it under {@code data}
 * beside a timestamp and a signature that nobody can check (loxo-36), so that it says where to look and no more.
 */
public final class WebhookEvents {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEvents.class);

    // more types than the ten of today are let through: the routes decide what they are worth
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,63}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Set<JsonNode> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Reads one.
     *
     * @throws InvalidWebhook when the body is not JSON, or of another shape
     */
    public JsonNode read(@Body byte[] body) throws InvalidWebhook {
        JsonNode data = parsed(body).path("data");
        return json.createObjectNode()
                .put("item_type", checked(data, "item_type", WORD))
                .put("item_id", checked(data, "item_id", ID))
                .put("action", checked(data, "action", WORD));
    }

    /**
     * Step {@code unless-it-waits}: false where the same webhook event waits already; the item is read when its turn comes, and
     * then as it is then.
     */
    public boolean enter(@Body JsonNode event) {
        return waiting.add(event);
    }

    /** Its turn has come. */
    public void leave(@Body JsonNode event) {
        waiting.remove(event);
    }

    /** Step {@code refuse}: it found no place, which its sender is to be told. */
    public void refuse(@Body JsonNode event, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) IllegalStateException full) {
        leave(event);
        throw full;
    }

    /** Step {@code drop-webhook}: what a webhook event was about is left to the next run. */
    public void drop(
            @Variable("webhook-event") JsonNode event, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception error) {
        LOG.warn(
                "webhook {} {} {} is dropped: {}. The next run is the safety net",
                event.path("item_type").asText(),
                event.path("item_id").asText(),
                event.path("action").asText(),
                error.getMessage());
    }

    private JsonNode parsed(byte[] body) throws InvalidWebhook {
        try {
            JsonNode parsed = json.readTree(body == null ? new byte[0] : body);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (IOException e) {
            // the same as something else than an object
        }
        throw new InvalidWebhook("no JSON object");
    }

    private static String checked(JsonNode data, String name, Pattern rule) throws InvalidWebhook {
        JsonNode value = data.path(name);
        String text =
                value.isTextual() || value.isIntegralNumber() ? value.asText().toLowerCase(Locale.ROOT) : "";
        if (!rule.matcher(text).matches()) {
            throw new InvalidWebhook("no " + name);
        }
        return text;
    }
}
