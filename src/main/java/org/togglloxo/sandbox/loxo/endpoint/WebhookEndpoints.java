package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.webhook.WebhookDeliveries;
import org.togglloxo.sandbox.loxo.webhook.WebhookRegistration;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** {@code /webhooks}: only the parameters are published; the answers are shaped as those of other endpoints. */
public final class WebhookEndpoints {

    private final WebhookDeliveries deliveries;

    public WebhookEndpoints(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /webhooks", request -> list())
                .on("POST /webhooks", this::create)
                .on("GET /webhooks/{id}", request -> known(request, found -> Answer.ok(found.json())))
                .on("PUT /webhooks/{id}", request -> known(request, found -> update(request, found)))
                .on("DELETE /webhooks/{id}", request -> known(request, this::remove));
    }

    private Answer list() {
        ArrayNode list = Answer.JSON.createArrayNode();
        deliveries.registered().forEach(webhook -> list.add(webhook.json()));
        return Answer.ok(list);
    }

    private Answer create(Request request) {
        check(request);
        WebhookRegistration created = deliveries.register(
                request.field("webhook[item_type]"),
                request.field("webhook[action]"),
                request.field("webhook[endpoint_url]"));
        return written(201, created);
    }

    private Answer update(Request request, WebhookRegistration before) {
        check(request);
        WebhookRegistration changed = before.with(
                request.field("webhook[item_type]"),
                request.field("webhook[action]"),
                request.field("webhook[endpoint_url]"));
        deliveries.replace(changed);
        return written(200, changed);
    }

    private Answer remove(WebhookRegistration webhook) {
        deliveries.remove(webhook.id());
        return Answer.text(204, "text/plain", "");
    }

    private Answer known(Request request, Function<WebhookRegistration, Answer> answer) {
        String id = request.pathValue("id");
        return deliveries.registered().stream()
                .filter(webhook -> Long.toString(webhook.id()).equals(id))
                .findFirst()
                .map(found -> answer.apply(found).about(id))
                .orElseGet(LoxoErrors::notFound);
    }

    private static Answer written(int status, WebhookRegistration webhook) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("webhook", webhook.json());
        body.putArray("errors");
        return Answer.json(status, body).about(webhook.id());
    }

    private static void check(Request request) {
        List<String> invalid = new ArrayList<>();
        refuse(request, "webhook[item_type]", WebhookRegistration.ITEM_TYPES, invalid);
        refuse(request, "webhook[action]", WebhookRegistration.ACTIONS, invalid);
        String url = request.field("webhook[endpoint_url]");
        if (url != null && !isUrl(url)) {
            invalid.add("webhook[endpoint_url]");
        }
        if (!invalid.isEmpty()) {
            throw new InvalidParameters(invalid);
        }
    }

    private static void refuse(Request request, String name, Set<String> allowed, List<String> invalid) {
        String value = request.field(name);
        if (value != null && !allowed.contains(value)) {
            invalid.add(name);
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
