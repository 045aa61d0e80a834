package org.togglloxo.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of a service, put on a call at the last moment: it stands in no message of a route, and goes nowhere but to the
 * service's own scheme, host and port.
 */
public final class Credentials {

    static final Credentials NONE = new Credentials("", "", -1, "", Optional::empty, Clock.systemUTC());

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    /** Whoever is refused on one record after the other is not to ask a vault each time. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final String scheme;
    private final String host;
    private final int port;
    private final Supplier<Optional<String>> source;
    private final Clock clock;
    private volatile String key;
    private long lookedAt = Long.MIN_VALUE;

    private Credentials(
            String scheme, String host, int port, String key, Supplier<Optional<String>> source, Clock clock) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.key = key;
        this.source = source;
        this.clock = clock;
    }

    /** @param baseUrl where the service is; @param key sent as a bearer token */
    public static Credentials of(String baseUrl, String key) {
        return of(baseUrl, key, Optional::empty, Clock.systemUTC());
    }

    /**
     * The same with a key that may be replaced while it is in use.
     *
     * @param source the key as it is by now; empty where nobody knows
     */
    public static Credentials of(String baseUrl, String key, Supplier<Optional<String>> source, Clock clock) {
        URI base = URI.create(baseUrl);
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        return new Credentials(
                scheme, host(String.valueOf(base.getHost())), port(scheme, base.getPort()), key, source, clock);
    }

    /** Returns the key that goes along; null where none does. */
    String addTo(HttpRequest request) {
        String now = key;
        URIAuthority to = request.getAuthority();
        if (to != null
                && scheme.equalsIgnoreCase(request.getScheme())
                && host.equalsIgnoreCase(host(to.getHostName()))
                && port == port(scheme, to.getPort())) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + now);
            return now;
        }
        return null;
    }

    /**
     * A call with this key was refused: whether there is another one by now, and it is worth while to call again. Asking a
     * vault may take as long as a secret's command may; all who are refused meanwhile wait for its one answer.
     */
    synchronized boolean isReplaced(String refused) {
        if (!key.equals(refused)) {
            return true;
        }
        long now = clock.millis();
        if (lookedAt != Long.MIN_VALUE && Math.abs(now - lookedAt) < BETWEEN_LOOKS.toMillis()) {
            return false;
        }
        lookedAt = now;
        Optional<String> found = ask().filter(Credentials::canBeSent).filter(other -> !other.equals(refused));
        found.ifPresent(other -> {
            LOG.info("{} refused its key, and another one is in its place by now: that one is used from here on", host);
            key = other;
        });
        return found.isPresent();
    }

    private Optional<String> ask() {
        try {
            return source.get();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} refused its key, which could not be read again ({})",
                    host,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static boolean canBeSent(String key) {
        return key.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Of an IPv6 address without its brackets. */
    private static String host(String name) {
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static int port(String scheme, int given) {
        return given >= 0 ? given : scheme.equals("https") ? HTTPS : HTTP;
    }
}
