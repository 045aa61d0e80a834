package org.togglloxo.server;

import java.net.URI;
import java.util.List;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code observe.*} says.
 *
 * @param address where health and metrics are served
 * @param otlpEndpoint where traces go to, such as {@code http://127.0.0.1:4318/v1/traces}; empty for nowhere
 * @param jmx whether the routes can be looked at by JMX
 */
public record ObserveSettings(ServerAddress address, String otlpEndpoint, boolean jmx) {

    /** Reads and checks them; what is wrong is added to the problems. */
    public static ObserveSettings from(Settings settings, List<Problem> problems) {
        String endpoint = settings.text("observe.otlp-endpoint");
        if (!endpoint.isEmpty() && !isUrl(endpoint)) {
            problems.add(new Problem(
                    "observe.otlp-endpoint",
                    "observe.otlp-endpoint is '%s': the URL is needed to which a collector takes traces by OTLP over HTTP. Set it to such as http://127.0.0.1:4318/v1/traces, or to nothing"
                            .formatted(endpoint)));
        }
        return new ObserveSettings(
                ServerAddress.from(settings, "observe.host", "observe.port", problems),
                endpoint,
                settings.flag("observe.jmx", problems));
    }

    /** The same at a port so many further. */
    public ObserveSettings following(int many) {
        return new ObserveSettings(address.following(many), otlpEndpoint, jmx);
    }

    /** Whether anybody looks from outside. */
    public boolean on() {
        return address.on() || traced();
    }

    /** Whether traces are sent. */
    public boolean traced() {
        return !otlpEndpoint.isEmpty();
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
