package org.togglloxo.http;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/**
 * The key of a service, put on a call at the last moment: it stands in no message of a route, and goes nowhere but to the
 * service's own scheme, host and port.
 */
public final class Credentials {

    static final Credentials NONE = new Credentials("", "", -1, "");

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final String scheme;
    private final String host;
    private final int port;
    private final String key;

    private Credentials(String scheme, String host, int port, String key) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.key = key;
    }

    /** @param baseUrl where the service is; @param key sent as a bearer token */
    public static Credentials of(String baseUrl, String key) {
        URI base = URI.create(baseUrl);
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        return new Credentials(scheme, host(String.valueOf(base.getHost())), port(scheme, base.getPort()), key);
    }

    void addTo(HttpRequest request) {
        URIAuthority to = request.getAuthority();
        if (to != null
                && scheme.equalsIgnoreCase(request.getScheme())
                && host.equalsIgnoreCase(host(to.getHostName()))
                && port == port(scheme, to.getPort())) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        }
    }

    /** Of an IPv6 address without its brackets. */
    private static String host(String name) {
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static int port(String scheme, int given) {
        return given >= 0 ? given : scheme.equals("https") ? HTTPS : HTTP;
    }
}
