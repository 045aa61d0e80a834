package org.togglloxo.sync;

import java.time.Clock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.Retention;
import org.togglloxo.ledger.sql.RetentionSettings;
import org.togglloxo.sync.run.Listing;

/** At the end of a run: the ledger lets go of what it need not keep. What goes wrong with that is no failure of the run. */
public final class RetentionTask {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionTask.class);

    private final Retention retention;
    private final RetentionSettings settings;
    private final boolean listsAll;
    private final Clock clock;

    /** @param listsAll whether everybody in Toggl Hire is listed, rather than those who pass a filter */
    public RetentionTask(Ledger ledger, RetentionSettings settings, boolean listsAll) {
        this.retention = ledger.retention();
        this.settings = settings;
        this.listsAll = listsAll;
        this.clock = ledger.clock();
    }

    /**
     * A run has ended.
     *
     * @param whole whether the run came to its end, and was about everybody
     * @param listing how its list was read, or null
     * @param listed whether a candidate was in it
     */
    public void end(boolean whole, Listing listing, Predicate<String> listed) {
        try {
            long now = clock.millis();
            long erased = retention.eraseOlderThan(now - settings.history().toMillis());
            if (erased > 0) {
                LOG.info("erased {} entries of history, runs and audit (ledger.keep-days)", erased);
            }
            boolean everybody = whole && listsAll && listing != null && listing.isWhole();
            if (everybody && settings.gone().toDays() > 0) {
                forget(listed, now);
            }
        } catch (RuntimeException error) {
            LOG.warn("what is older than it may be was not erased, the next run tries again: {}", error.getMessage());
            LOG.debug("erasing", error);
        }
    }

    private void forget(Predicate<String> listed, long now) {
        Retention.Gone gone = retention.note(listed, now);
        if (gone.isSuspicious()) {
            LOG.warn(
                    "{} of the {} candidates that the ledger knows are not in Toggl Hire's list at once: nobody is forgotten for that (ledger.forget-gone-days). Where they are gone indeed, use: forget ID",
                    gone.newly(),
                    gone.known());
            return;
        }
        long forgotten = retention.forgetGoneSince(now - settings.gone().toMillis(), now);
        if (forgotten > 0) {
            LOG.info(
                    "forgot {} candidates whom Toggl Hire has not listed for {} days (ledger.forget-gone-days)",
                    forgotten,
                    settings.gone().toDays());
        }
    }
}
