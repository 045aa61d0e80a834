package org.togglloxo.sync;

import java.time.Duration;
import java.util.List;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * How long the ledger keeps what nobody needs to be delivered.
 *
 * @param history what happened, runs, remarks and the audit
 * @param gone candidates that Toggl Hire no longer lists; zero: for good
 */
public record RetentionSettings(Duration history, Duration gone) {

    private static final int MOST_DAYS = 36_500;

    /** Reads and checks them; what is wrong is added to the problems. */
    public static RetentionSettings from(Settings settings, List<Problem> problems) {
        return new RetentionSettings(
                Duration.ofDays(settings.whole("ledger.keep-days", 1, MOST_DAYS, problems)),
                Duration.ofDays(settings.whole("ledger.forget-gone-days", 0, MOST_DAYS, problems)));
    }
}
