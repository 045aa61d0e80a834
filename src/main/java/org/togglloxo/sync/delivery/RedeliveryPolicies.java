package org.togglloxo.sync.delivery;

import java.time.Duration;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * How long Camel waits before it repeats a step, by the names that {@code 90-handle-errors} uses.
 *
 * @param maxAttempts how often a list is read again by a {@code 90-handle-errors} of somebody's own that does not count by kind of
 *     error ({@code retry.max-attempts}); the one that is shipped counts all, see {@link RedeliveryCounter}
 * @param delay the first wait, doubled each time, give or take half
 * @param maxDelay the longest
 */
public record RedeliveryPolicies(int maxAttempts, Duration delay, Duration maxDelay) {

    private static final int HOUR = 3_600_000;
    private static final double HALF = 0.5;

    public static RedeliveryPolicies from(Settings settings, List<Problem> problems) {
        settings.whole("retry.max-throttled", 0, 1_000, problems);
        return new RedeliveryPolicies(
                settings.whole("retry.max-attempts", 0, 100, problems),
                Duration.ofMillis(settings.whole("retry.delay", 1, HOUR, problems)),
                Duration.ofMillis(settings.whole("retry.max-delay", 1, HOUR, problems)));
    }

    /** @param indexLag how long Loxo's search may take to find somebody just created */
    public void bind(Names names, Duration indexLag) {
        names.bind("noRedelivery", quiet(LoggingLevel.DEBUG));
        names.bind("backOff", backOff(LoggingLevel.DEBUG));
        RedeliveryPolicy ofList = backOff(LoggingLevel.INFO);
        ofList.setMaximumRedeliveries(maxAttempts);
        names.bind("backOffOfList", ofList);
        RedeliveryPolicy atOnce = quiet(LoggingLevel.DEBUG);
        atOnce.setRedeliveryDelay(0);
        names.bind("atOnce", atOnce);
        RedeliveryPolicy afterIndexLag = quiet(LoggingLevel.DEBUG);
        // a pattern, since a plain delay would be the one of the failure before
        afterIndexLag.setDelayPattern("0:" + indexLag.toMillis());
        names.bind("afterIndexLag", afterIndexLag);
    }

    private RedeliveryPolicy backOff(LoggingLevel attempts) {
        RedeliveryPolicy policy = quiet(attempts);
        policy.setRedeliveryDelay(delay.toMillis());
        policy.setUseExponentialBackOff(true);
        policy.setBackOffMultiplier(2);
        policy.setMaximumRedeliveryDelay(maxDelay.toMillis());
        policy.setUseCollisionAvoidance(true);
        policy.setCollisionAvoidanceFactor(HALF);
        return policy;
    }

    private static RedeliveryPolicy quiet(LoggingLevel attempts) {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(0);
        policy.setAllowRedeliveryWhileStopping(false);
        policy.setLogStackTrace(false);
        policy.setLogExhausted(false);
        policy.setRetryAttemptedLogLevel(attempts);
        return policy;
    }
}
