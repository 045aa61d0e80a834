package org.togglloxo.webhooks;

import org.apache.camel.CamelContext;
import org.togglloxo.route.Names;

/** Puts what receiving takes where the routes find it: {@code webhookSecret} and {@code webhookEvents}. */
public final class WebhookBinding {

    private WebhookBinding() {}

    /** Where no webhooks are wanted the secret is one that nobody knows: the routes are checked and drawn all the same. */
    public static void bind(CamelContext context, WebhookSettings settings) {
        Names.in(context).bind("webhookSecret", settings.on() ? settings.token() : TokenRule.propose());
        Names.in(context).bind("webhookEvents", new WebhookEvents());
    }
}
