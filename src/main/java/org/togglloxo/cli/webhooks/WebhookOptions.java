package org.togglloxo.cli.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.settings.Loopback;
import org.togglloxo.webhooks.WebhookSettings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Values of the webhooks' commands, checked before any call. */
final class WebhookOptions {

    private static final String TOKEN = "{token}";

    private final CommandLine command;

    WebhookOptions(CommandLine command) {
        this.command = command;
    }

    String itemType(String value) {
        return oneOf("--item-type", value, Webhook.ITEM_TYPES);
    }

    String action(String value) {
        return oneOf("--action", value, Webhook.ACTIONS);
    }

    private String oneOf(String option, String value, List<String> allowed) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!allowed.contains(word)) {
            throw refused("%s is '%s': one of %s is needed".formatted(option, value, String.join(", ", allowed)));
        }
        return word;
    }

    /** The URL as it is to stand at Loxo: {@code {token}} in it is our own token, which so stays out of the command line. */
    String endpointUrl(String value, WebhookSettings settings) {
        if (value.contains(TOKEN) && !settings.on()) {
            throw refused("--endpoint-url holds {token}, and webhooks.token is empty. Set webhooks.token first");
        }
        String url = value.strip().replace(TOKEN, settings.token());
        String rule = rule(url);
        if (rule != null) {
            throw refused("--endpoint-url is '%s': %s, such as https://loxo-hooks.example.com/webhooks/{token}"
                    .formatted(value.contains(TOKEN) ? value : Webhook.shown(url), rule));
        }
        return url;
    }

    private static String rule(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() == null || !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return "a URL with https and a host is needed";
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                return "a URL without user and '#' is needed";
            }
            return url.getScheme().equals("https") || Loopback.is(url.getHost())
                    ? null
                    : "https is needed, since the token in the path goes over the network";
        } catch (URISyntaxException e) {
            return "a URL with https and a host is needed";
        }
    }

    ParameterException refused(String message) {
        return new ParameterException(command, message);
    }
}
