package org.togglloxo.server;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.togglloxo.settings.Loopback;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;

/**
 * What {@code observe.*} says.
 *
 * @param address where health and metrics are served
 * @param otlpEndpoint where traces go to, such as {@code http://127.0.0.1:4318/v1/traces}; empty for nowhere
 * @param otlpHeaders what the collector asks for besides, such as a key, by name
 * @param jmx whether the routes can be looked at by JMX
 */
public record ObserveSettings(
        ServerAddress address, String otlpEndpoint, Map<String, String> otlpHeaders, boolean jmx) {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`|~-]+=[!-~ ]*");

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
                headers(settings, endpoint, problems),
                settings.flag("observe.jmx", problems));
    }

    /** The same at a port so many further. */
    public ObserveSettings following(int many) {
        return new ObserveSettings(address.following(many), otlpEndpoint, otlpHeaders, jmx);
    }

    private static Map<String, String> headers(Settings settings, String endpoint, List<Problem> problems) {
        List<String> pairs = Secrets.headers(settings.exact(Secrets.HEADERS)).toList();
        Map<String, String> headers = new LinkedHashMap<>();
        boolean sound = true;
        for (String pair : pairs) {
            sound &=
                    HEADER.matcher(pair).matches() && !Secrets.headerValue(pair).isEmpty();
            headers.put(pair.replaceFirst("=.*", ""), Secrets.headerValue(pair));
        }
        if (!sound) {
            problems.add(new Problem(
                    Secrets.HEADERS,
                    "%s is not a list of headers: name=value is needed, in letters, digits and signs of ASCII, with commas between, and %%2C for a comma in a value. Set it to such as Authorization=Bearer KEY, or to nothing"
                            .formatted(Secrets.HEADERS)));
            return Map.of();
        }
        if (!headers.isEmpty() && isUrl(endpoint) && isOpen(URI.create(endpoint))) {
            problems.add(new Problem(
                    "observe.otlp-endpoint",
                    "observe.otlp-endpoint is '%s': https is needed with %s, since a key goes over the network; http is for this machine alone. Set it to https://..., or %s to nothing"
                            .formatted(endpoint, Secrets.HEADERS, Secrets.HEADERS)));
        }
        return headers;
    }

    private static boolean isOpen(URI url) {
        return url.getScheme().equals("http") && !Loopback.is(url.getHost());
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

    @Override
    public String toString() {
        return "observe at " + address;
    }
}
