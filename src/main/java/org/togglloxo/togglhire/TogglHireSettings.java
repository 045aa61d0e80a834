package org.togglloxo.togglhire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.CallLimits;
import org.togglloxo.http.RetryAfterLimit;
import org.togglloxo.settings.OfflineCheck;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code toggl.*} says.
 *
 * @param baseUrl the URL with its version, without a slash at the end
 * @param apiKey the bearer token
 * @param pageSize candidates a page, at most 100
 * @param filters the list's own parameters, by name
 * @param details whose details are read: {@code changed}, {@code always} or {@code never}
 * @param maxRequestsPerSecond 0 for no fixed bound
 * @param maxConcurrentRequests calls under way at once
 * @param limits of one call as a whole
 * @param longestWait how long Toggl Hire may ask to be left alone
 */
public record TogglHireSettings(
        String baseUrl,
        String apiKey,
        int pageSize,
        Map<String, String> filters,
        String details,
        double maxRequestsPerSecond,
        int maxConcurrentRequests,
        Duration responseTimeout,
        CallLimits limits,
        RetryAfterLimit longestWait) {

    private static final int HOUR = 3_600_000;
    private static final int WEEK = 604_800_000;
    private static final String FILTER = "toggl.filter.";
    private static final Map<String, Integer> HIGHEST =
            Map.of("min_score", 100, "max_score", 100, "min_rating", 3, "max_rating", 3);

    /** Reads and checks them; what is wrong is added to the problems. */
    public static TogglHireSettings from(Settings settings, List<Problem> problems) {
        problems.addAll(OfflineCheck.url(
                "toggl.base-url", settings.exact("toggl.base-url"), "https://api.hire.toggl.com/api/v2.2"));
        problems.addAll(OfflineCheck.key(
                "toggl.api-key",
                settings.exact("toggl.api-key"),
                "Create one on the integration settings page of Toggl Hire"));
        Map<String, String> filters = settings.below(FILTER);
        if (filters.containsKey("hire_state")) {
            settings.oneOf(FILTER + "hire_state", List.of("possible-hire", "rejected"), problems);
        }
        filters.keySet().stream()
                .filter(HIGHEST::containsKey)
                .forEach(name -> settings.number(FILTER + name, HIGHEST.get(name), problems));
        List.of("score", "rating").forEach(name -> requireOrder(filters, name, problems));
        settings.whole("toggl.connect-timeout", 1, HOUR, problems);
        return new TogglHireSettings(
                settings.text("toggl.base-url").replaceFirst("/+$", ""),
                settings.text("toggl.api-key"),
                settings.whole("toggl.page-size", 1, 100, problems),
                filters,
                settings.oneOf("toggl.details", List.of("changed", "always", "never"), problems),
                settings.number("toggl.max-requests-per-second", 10_000, problems),
                settings.whole("toggl.max-concurrent-requests", 1, 256, problems),
                Duration.ofMillis(settings.whole("toggl.response-timeout", 1, HOUR, problems)),
                CallLimits.from(settings, "toggl.call-timeout", "toggl.max-answer-bytes", problems),
                new RetryAfterLimit(
                        "Toggl Hire",
                        "toggl.max-retry-after",
                        Duration.ofMillis(settings.whole("toggl.max-retry-after", 0, WEEK, problems)),
                        ExitCode.LIST));
    }

    private static void requireOrder(Map<String, String> filters, String name, List<Problem> problems) {
        String least = filters.get("min_" + name);
        String most = filters.get("max_" + name);
        try {
            if (least != null && most != null && Double.parseDouble(least) > Double.parseDouble(most)) {
                problems.add(new Problem(
                        FILTER + "min_" + name,
                        "%smin_%s is '%s' and %smax_%s is '%s': nobody is listed. Set the first no higher than the second"
                                .formatted(FILTER, name, least, FILTER, name, most)));
            }
        } catch (NumberFormatException e) {
            // said already
        }
    }

    /** An endpoint below the base URL. */
    URI address(String path) {
        return URI.create(baseUrl + path);
    }

    URI candidate(String id) {
        return address(
                "/candidates/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** Method and path, without what may be personal. */
    String label(URI address) {
        String path = address.getPath();
        String base = URI.create(baseUrl).getPath();
        return "GET " + (path.startsWith(base) ? path.substring(base.length()) : path);
    }

    /** The first page of the list. */
    URI firstPage() {
        return list(pageSize);
    }

    /** One candidate of the list: the call that tells whether the key is taken. */
    URI probe() {
        return list(1);
    }

    private URI list(int limit) {
        StringBuilder url =
                new StringBuilder(baseUrl).append("/candidates?limit=").append(limit);
        filters.forEach((name, value) ->
                url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return URI.create(url.toString());
    }
}
