package org.togglloxo.webhooks;

import org.apache.camel.CamelContext;

/** Puts the steps of receiving where the routes find them: {@code webhookToken} and {@code notices}. */
public final class WebhookBinding {

    private WebhookBinding() {}

    public static void bind(CamelContext context, WebhookSettings settings) {
        context.getRegistry().bind("webhookToken", new WebhookToken(settings.token()));
        context.getRegistry().bind("notices", new Notices());
    }
}
