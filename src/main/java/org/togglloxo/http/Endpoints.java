package org.togglloxo.http;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * How the calls to a service are called where they are counted: few names, and nothing of anybody in them.
 *
 * @param api {@code toggl} or {@code loxo}
 * @param root the path below which the service's endpoints are
 */
public record Endpoints(String api, String root) {

    private static final Pattern NO_WORD = Pattern.compile("/(?![a-z_]+(?=/|$))[^/]+");

    /** @param rootUrl the URL that stands before every endpoint's path */
    public static Endpoints of(String api, String rootUrl) {
        return new Endpoints(api, URI.create(rootUrl).getPath());
    }

    /** @param target path and query, as they are sent */
    String name(String method, String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String below = path.startsWith(root) ? path.substring(root.length()) : path;
        return method + " " + NO_WORD.matcher(below).replaceAll("/{id}");
    }
}
