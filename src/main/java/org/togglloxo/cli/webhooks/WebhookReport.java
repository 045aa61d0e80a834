package org.togglloxo.cli.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.webhooks.WebhookSettings;

/** A webhook as it is shown: never with what may be a token. */
record WebhookReport(WebhookSettings settings) {

    String line(Webhook webhook) {
        return "webhook %s  %s  %s%s"
                .formatted(
                        webhook.id(),
                        webhook.changes(),
                        webhook.shownUrl(),
                        settings.receives(webhook.endpointUrl()) ? "  received here" : "");
    }

    Map<String, Object> json(Webhook webhook) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", webhook.id());
        object.put("item_type", webhook.itemType());
        object.put("action", webhook.action());
        object.put("endpoint_url", webhook.shownUrl());
        object.put("received_here", settings.receives(webhook.endpointUrl()));
        return object;
    }

    /** What is to be known where a URL leads elsewhere than to the receiver here; empty where it leads here. */
    String advice(String url) {
        if (settings.receives(url)) {
            return "";
        }
        if (!settings.on()) {
            return "Nothing is received here: webhooks.token is empty";
        }
        String shown = Webhook.shown(url);
        int path = shown.indexOf('/', shown.indexOf("://") + 3);
        return "The receiver here expects another URL: %s/webhooks/{token}, with webhooks.token for {token}"
                .formatted(path < 0 ? shown : shown.substring(0, path));
    }
}
