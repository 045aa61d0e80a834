package org.togglloxo.sync.delivery;

import java.util.Set;
import org.apache.camel.Exchange;

/** Looks for the people of many candidates at once. Asked by one thread at a time. */
public interface BulkLookUp {

    /** Each candidate is looked for by itself. */
    BulkLookUp NONE = (addresses, need, course) -> LookedUp.NOTHING;

    /** Whether it is cheaper to wait until more candidates can be asked for at once. */
    default boolean gathers() {
        return false;
    }

    /** Whether so many can be asked for at once. */
    default boolean fits(Set<String> addresses) {
        return true;
    }

    /**
     * Asks.
     *
     * @param need how many addresses are still to be asked for in this run, these among them, as far as it is known
     * @param course the candidate in whose course the calls are made
     */
    LookedUp ask(Set<String> addresses, long need, Exchange course) throws Exception;
}
