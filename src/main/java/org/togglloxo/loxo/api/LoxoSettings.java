package org.togglloxo.loxo.api;

import java.time.Duration;
import java.util.List;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.CallLimits;
import org.togglloxo.http.RetryAfterLimit;
import org.togglloxo.settings.OfflineCheck;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code loxo.*} says.
 *
 * @param baseUrl scheme and host, without a slash at the end
 * @param agencySlug the agency's part of every path
 * @param apiKey the bearer token
 * @param maxRequestsPerSecond 0 for no fixed bound
 * @param maxConcurrentRequests calls under way at once
 * @param limits of one call as a whole
 * @param longestWait how long Loxo may ask to be left alone
 * @param indexLag how long the search may take to find somebody just created
 * @param lookUp how people are found
 * @param maxRefusals refusals of one endpoint in a row that mean the endpoint
 * @param sourceType the source type of people from here; empty for none
 * @param createSourceType whether a missing one is made
 * @param placeholderPhone the phone of applicants who have none; empty for none
 * @param jobs which job an opening is, and whether one is made
 */
public record LoxoSettings(
        String baseUrl,
        String agencySlug,
        String apiKey,
        double maxRequestsPerSecond,
        int maxConcurrentRequests,
        Duration responseTimeout,
        CallLimits limits,
        RetryAfterLimit longestWait,
        Duration indexLag,
        LookUpSettings lookUp,
        int maxRefusals,
        String sourceType,
        boolean createSourceType,
        String placeholderPhone,
        JobSettings jobs) {

    private static final int HOUR = 3_600_000;
    private static final int WEEK = 604_800_000;

    /** Reads and checks them; what is wrong is added to the problems. */
    public static LoxoSettings from(Settings settings, List<Problem> problems) {
        problems.addAll(OfflineCheck.loxoUrl("loxo.base-url", settings.exact("loxo.base-url"), "https://app.loxo.co"));
        problems.addAll(OfflineCheck.slug(
                "loxo.agency-slug", settings.exact("loxo.agency-slug"), settings.exact("loxo.api-key")));
        problems.addAll(OfflineCheck.key(
                "loxo.api-key", settings.exact("loxo.api-key"), "Create one in Loxo under Settings > API Keys"));
        settings.whole("loxo.connect-timeout", 1, HOUR, problems);
        return new LoxoSettings(
                settings.text("loxo.base-url").replaceFirst("/+$", ""),
                settings.text("loxo.agency-slug"),
                settings.text("loxo.api-key"),
                settings.number("loxo.max-requests-per-second", 10_000, problems),
                settings.whole("loxo.max-concurrent-requests", 1, 256, problems),
                Duration.ofMillis(settings.whole("loxo.response-timeout", 1, HOUR, problems)),
                CallLimits.from(settings, "loxo.call-timeout", "loxo.max-answer-bytes", problems),
                new RetryAfterLimit(
                        "Loxo",
                        "loxo.max-retry-after",
                        Duration.ofMillis(settings.whole("loxo.max-retry-after", 0, WEEK, problems)),
                        ExitCode.ATTENTION),
                Duration.ofMillis(settings.whole("loxo.index-lag", 0, HOUR, problems)),
                LookUpSettings.from(settings, problems),
                settings.whole("loxo.max-refusals", 1, 1_000, problems),
                settings.text("loxo.source-type"),
                settings.flag("loxo.create-source-type", problems),
                settings.text("applications.placeholder-phone"),
                JobSettings.from(settings, problems));
    }

    /** The absolute URL of an endpoint. */
    public String url(String path) {
        return baseUrl + "/api/" + agencySlug + path;
    }
}
