package org.togglloxo.loxo.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A webhook at Loxo: which changes are told, and where to.
 *
 * @param id Loxo's, or empty for one that is to be registered
 */
public record Webhook(String id, String itemType, String action, String endpointUrl) {

    /** All that there are (loxo-35). */
    public static final List<String> ITEM_TYPES = List.of(
            "candidate",
            "company",
            "deal",
            "job",
            "person",
            "person_education_profile",
            "person_event",
            "person_job_profile",
            "placement",
            "placement_split");

    /** The same. */
    public static final List<String> ACTIONS = List.of("create", "update", "destroy");

    /**
     * What the routes here have a use for. An update of a person is not among them: every write from here would come back
     * as one.
     */
    public static final Map<String, List<String>> USED = Map.of("job", ACTIONS, "person", List.of("destroy"));

    private static final Pattern PLAIN_SEGMENT = Pattern.compile("[A-Za-z_-]{1,15}");

    static Webhook of(JsonNode json) {
        return new Webhook(
                json.path("id").asText(""),
                json.path("item_type").asText(""),
                json.path("action").asText(""),
                json.path("endpoint_url").asText(""));
    }

    /** Whether both tell the same changes to the same place. */
    public boolean says(Webhook other) {
        return itemType.equalsIgnoreCase(other.itemType)
                && action.equalsIgnoreCase(other.action)
                && endpointUrl.equals(other.endpointUrl);
    }

    /** {@code person destroy}. */
    public String changes() {
        return itemType + " " + action;
    }

    /** The URL for people: what may be a token in it is left out, be it ours or that of somebody else's receiver. */
    public String shownUrl() {
        return shown(endpointUrl);
    }

    @Override
    public String toString() {
        return "webhook %s %s %s".formatted(id, changes(), shownUrl());
    }

    /** Scheme, host, port and a plain word at the beginning of the path; the rest may be a token. */
    public static String shown(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null) {
                return "***";
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String origin = uri.getScheme() + "://" + uri.getHost() + port;
            String[] path = uri.getRawPath().split("/", 3);
            String first = path.length > 1 && PLAIN_SEGMENT.matcher(path[1]).matches() ? "/" + path[1] : "";
            boolean isAll = uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath().equals(first) || uri.getRawPath().equals(first + "/"));
            return isAll ? origin + uri.getRawPath() : origin + first + "/***";
        } catch (URISyntaxException e) {
            return "***";
        }
    }
}
