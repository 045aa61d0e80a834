package org.togglloxo.flow.pace;

import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.run.SharedPaces;

/**
 * One service's quota, which all nodes share: what each learns of it changes the total, and who calls has an equal share of that.
 * There is one for each pace of a process; every flow that goes by it asks each second.
 */
public final class SharedPace implements Runnable {

    private final SharedPaces paces;
    private final String service;
    private final Pacing pacing;
    private double assigned;
    private long seenActivity;

    /** @param service by the name under which its pace is kept */
    public SharedPace(SharedPaces paces, String service, Pacing pacing) {
        this.paces = paces;
        this.service = service;
        this.pacing = pacing;
    }

    @Override
    public synchronized void run() {
        long activity = pacing.activity();
        boolean active = activity != seenActivity;
        boolean fresh = activity == 0;
        seenActivity = activity;
        double own = pacing.settled();
        SharedPaces.Total total = paces.learn(service, active, own, assigned, pacing.burst());
        double together = total.perSecond() == 0 ? pacing.most() : Math.min(total.perSecond(), pacing.most());
        boolean known = own > 0 || fresh || !Double.isInfinite(pacing.most());
        if (known && !Double.isInfinite(together)) {
            double nodes = total.others() + 1.0;
            pacing.assign(together / nodes, total.burst() / nodes);
            assigned = pacing.settled();
        } else {
            assigned = own;
        }
    }
}
