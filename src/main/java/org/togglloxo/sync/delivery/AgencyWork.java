package org.togglloxo.sync.delivery;

import java.time.Clock;
import org.togglloxo.ledger.Ledger;

/**
 * Who is at work on whom in one agency, and what was done there a moment ago.
 *
 * @param ofFlows what is not seen yet of the work of flows, which know of it by their ledger
 * @param ofKamelets the same of Kamelets, of which no ledger knows
 */
public record AgencyWork(AddressLocks locks, RecentPeople ofFlows, RecentPeople ofKamelets) {

    static AgencyWork of(Clock clock) {
        return new AgencyWork(AddressLocks.alone(), new RecentPeople(clock), new RecentPeople(clock));
    }

    /** The same for a flow: whoever shares its ledger takes part in it, and all others of this process as well. */
    public AgencyWork with(Ledger ledger) {
        return new AgencyWork(locks.with(ledger), ofFlows, ofKamelets);
    }
}
