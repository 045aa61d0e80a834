package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.sync.run.Listing;

/**
 * One walk through Toggl's list: where the next page is, and whether it can be trusted.
 *
 * <p>{@code links.next} comes from the server (toggl-3, toggl-4). One that leads to another origin would carry the key there; one that
 * repeats, or brings nobody new, would go on for ever. Both end the walk, behind the page they came with: see {@link
 * #distrust}. Used by one thread.
 */
public final class PageWalk {

    private final URI base;
    private final long limit;
    private final Set<URI> visited = new HashSet<>();
    private final SeenIds ids = new SeenIds();
    private URI next;
    private long withoutId;
    private Long total;
    private long totalMoved;
    private boolean ended;
    private Stop distrust;

    PageWalk(URI firstPage, long limit) {
        this.base = firstPage;
        this.next = firstPage;
        this.limit = limit;
    }

    /** Whether there is a page to ask for. */
    public boolean hasNext() {
        return next != null;
    }

    /** The page to ask for now. */
    public URI next() {
        return next;
    }

    /** What Toggl says it has (toggl-5), or null where it does not say; the last word counts. */
    Long total() {
        return total;
    }

    /** How the walk went. */
    Listing listing() {
        return new Listing(ids.size(), total, ended, totalMoved);
    }

    /** Whether a candidate was seen in it. */
    boolean has(String id) {
        return ids.contains(id);
    }

    /**
     * Takes one page in.
     *
     * @return the candidates not seen before in this walk, at most as many as the limit leaves
     * @throws Stop when this is no page of candidates
     */
    List<ObjectNode> take(JsonNode page) {
        if (page == null || !page.path("data").isArray()) {
            throw new Stop(
                    Reason.NOT_A_LIST,
                    "Toggl Hire answered %s with something that is no list of candidates. Check toggl.base-url"
                            .formatted(place(next)));
        }
        visited.add(next);
        List<ObjectNode> fresh = fresh(page.path("data"));
        noteTotal(page.path("total"));
        JsonNode link = page.path("links").path("next");
        boolean more = !link.isMissingNode()
                && !link.isNull()
                && !(link.isTextual() && link.textValue().isBlank());
        boolean full = limit > 0 && ids.size() >= limit;
        boolean last = full || !more || fresh.isEmpty();
        if (last && withoutId > 0) {
            distrust(new Stop(
                    Reason.NOT_A_LIST,
                    "Toggl Hire's list holds %d without an id, and nobody could tell them apart: they are left out. All others that it listed are delivered; run again, and tell Toggl's support when it stays so"
                            .formatted(withoutId)));
        } else if (full) {
            next = null;
        } else if (!more) {
            next = null;
            ended = true;
        } else if (fresh.isEmpty()) {
            distrust(new Stop(
                    Reason.NOBODY_NEW,
                    "Toggl Hire sent a page without anybody new and a link to one more. Candidates listed so far"
                            + " are delivered; run again, and tell Toggl's support when it stays so"));
        } else {
            follow(link);
        }
        return fresh;
    }

    /** Why the walk goes no further though there is a link, or empty. */
    Optional<Stop> distrust() {
        return Optional.ofNullable(distrust);
    }

    private void follow(JsonNode link) {
        try {
            next = checked(link);
        } catch (Stop untrusted) {
            distrust(untrusted);
        }
    }

    private void distrust(Stop reason) {
        next = null;
        distrust = reason;
    }

    private List<ObjectNode> fresh(JsonNode data) {
        List<ObjectNode> fresh = new ArrayList<>();
        for (JsonNode item : data) {
            if (!item.isObject() && !item.isNull()) {
                throw new Stop(
                        Reason.NOT_A_LIST,
                        "Toggl Hire's list holds something that is no candidate. Check toggl.base-url");
            }
        }
        for (JsonNode item : data) {
            if (limit > 0 && ids.size() >= limit) {
                break;
            }
            String id = item.path("id").asText("");
            if (id.isBlank()) {
                withoutId++;
            } else if (ids.add(id)) {
                fresh.add((ObjectNode) item);
            }
        }
        return fresh;
    }

    private void noteTotal(JsonNode value) {
        long said = value.asLong(-1);
        if (said >= 0) {
            totalMoved += total == null ? 0 : Math.abs(said - total);
            total = said;
        }
    }

    private URI checked(JsonNode link) {
        URI uri = base.resolve(url(link));
        if (uri.getRawUserInfo() != null) {
            throw new Stop(
                    Reason.FOREIGN_LINK,
                    "Toggl Hire's link to the next page holds a user name, which its own links do not; it was not followed. Check toggl.base-url");
        }
        if (!origin(uri).equals(origin(base))) {
            throw new Stop(
                    Reason.FOREIGN_LINK,
                    "Toggl Hire's link to the next page leads to %s instead of %s; it was not followed, since the key would go there. Check toggl.base-url"
                            .formatted(origin(uri), origin(base)));
        }
        if (visited.contains(uri)) {
            throw new Stop(
                    Reason.REPEATED_LINK,
                    "Toggl Hire's link to the next page leads back to %s, which was read before. Candidates listed so far are delivered"
                            .formatted(place(uri)));
        }
        return uri;
    }

    private static URI url(JsonNode link) {
        try {
            if (link.isTextual()) {
                return new URI(link.textValue().strip());
            }
        } catch (URISyntaxException e) {
            // the same as something else than text
        }
        throw new Stop(
                Reason.FOREIGN_LINK,
                "Toggl Hire's link to the next page is no URL. The list cannot be read to its end");
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null) {
            return scheme + ":";
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }

    /** Path and paging alone: other parameters may hold somebody's address. */
    private static String place(URI uri) {
        return uri.getPath();
    }
}
