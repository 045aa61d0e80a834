package org.togglloxo.sync.run;

import java.util.Optional;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * How the walk through Toggl's list went.
 *
 * @param read different candidates that were listed
 * @param total what Toggl said it has, or null where it did not say
 * @param toItsEnd whether the list came to its own end, rather than to a limit or a stop
 * @param totalMoved by how much the total changed meanwhile, up and down
 */
public record Listing(long read, Long total, boolean toItsEnd, long totalMoved) {

    /** Nothing could be listed. */
    static Listing nothing() {
        return new Listing(0, null, false, 0);
    }

    /** True when the list ended before all were listed that Toggl says it has, and more are missing than came or went meanwhile. */
    private boolean isCutShort() {
        return toItsEnd && total != null && total - read > totalMoved;
    }

    /** Why the listing is not to be trusted to its end, or empty. */
    public Optional<Stop> cutShort() {
        return isCutShort()
                ? Optional.of(new Stop(
                        Reason.TOTAL_DIFFERS,
                        "Toggl Hire says that it has %d candidates, but its list ended after %d. Those were delivered; run again, and tell Toggl's support when it stays so"
                                .formatted(total, read)))
                : Optional.empty();
    }

    /** Whether everybody was read: to its end, with as many as Toggl says it has, and nobody came or went meanwhile. */
    public boolean isWhole() {
        return toItsEnd && totalMoved == 0 && (total == null || read == total);
    }

    /** True when both numbers are known and differ. */
    public boolean differs() {
        return toItsEnd && total != null && read != total;
    }
}
