package org.togglloxo.http;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;

/**
 * What follows from an aborted call to one service. On the way of an exchange, through all repetitions of its steps, one that
 * is too slow is sent twice at most, and one whose answer is too large once.
 */
public final class AbortedCalls {

    /** The failure of each call of one course that was aborted: a {@link Retry} may be sent again. */
    public static final class Memory {

        private static final String ON_THE_WAY = "toggl-loxo-aborted-calls";

        private final Map<String, Failure> failures = new HashMap<>();

        private Memory() {}

        /** Of an exchange, through all repetitions of its steps. */
        public static Memory of(Exchange exchange) {
            Memory own = exchange.getProperty(ON_THE_WAY, Memory.class);
            if (own == null) {
                own = new Memory();
                exchange.setProperty(ON_THE_WAY, own);
            }
            return own;
        }

        /** @throws Defer when the call was aborted before, and is not to be sent again */
        public void check(String key) {
            if (failures.get(key) instanceof Defer givenUp) {
                throw givenUp;
            }
        }
    }

    private final String service;
    private final String settings;
    private final CallLimits limits;

    /**
     * @param service its name for people
     * @param settings the first part of the names of its settings
     */
    public AbortedCalls(String service, String settings, CallLimits limits) {
        this.service = service;
        this.settings = settings;
        this.limits = limits;
    }

    /**
     * A call was aborted.
     *
     * @param key what makes it the same call
     * @param label for people
     * @param writes whether it may have taken place: then the step is repeated in any case, since it looks before it writes
     */
    public Failure noted(Memory memory, CallAbortedException cut, String key, String label, boolean writes) {
        Failure failure = explain(cut, label);
        boolean again = failure instanceof Retry && !memory.failures.containsKey(key);
        memory.failures.put(key, again ? failure : new Defer(failure.why(), failure.message()));
        return writes ? new Retry(failure.why(), failure.message()) : memory.failures.get(key);
    }

    /** The same for a call that is repeated by itself: a {@link Defer} is not. */
    public Failure explain(CallAbortedException aborted, String label) {
        if (aborted.isTooLarge()) {
            String setting = settings + ".max-answer-bytes";
            return new Defer(
                    Reason.TOO_LARGE,
                    "%s's answer to %s is larger than %d bytes (%s), and was not read to its end. Where it has so much to say, set %s higher"
                            .formatted(service, label, limits.maxBytes(), setting, setting));
        }
        String setting = settings + ".call-timeout";
        return new Retry(
                Reason.TOO_SLOW,
                "%s's answer to %s was not there in full after %d ms (%s), and the connection was cut. Where it needs so long, set %s higher"
                        .formatted(service, label, limits.timeout().toMillis(), setting, setting));
    }

    /** Whether it is such a failure. */
    public static boolean isAborted(Exception error) {
        return isTooSlow(error) || error instanceof Failure failure && failure.why() == Reason.TOO_LARGE;
    }

    static boolean isTooSlow(Exception error) {
        return error instanceof Failure failure && failure.why() == Reason.TOO_SLOW;
    }
}
