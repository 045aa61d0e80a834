package org.togglloxo.webhooks;

import org.apache.camel.CamelContext;
import org.togglloxo.route.Names;

/** Puts the steps of receiving where the routes find them: {@code webhookToken} and {@code notices}. */
public final class WebhookBinding {

    private WebhookBinding() {}

    public static void bind(CamelContext context, WebhookSettings settings) {
        Names.in(context).bind("webhookToken", new WebhookToken(settings.token()));
        Names.in(context).bind("notices", new Notices());
    }
}
