package org.togglloxo.sync.run;

import java.util.Optional;
import org.apache.camel.Exchange;

/** Which run an exchange, or a thread, is at work for. */
final class CurrentRun {

    /** A property of the exchange; it goes through a queue in memory as well. */
    private static final String PROPERTY = "toggl-loxo-run";

    private final ThreadLocal<Run> ofThread = new ThreadLocal<>();
    private volatile Run underWay;
    private volatile Run abandoned;

    void begun(Run run) {
        underWay = run;
    }

    void ended(Run run) {
        if (underWay == run) {
            underWay = null;
        }
    }

    /** The one that is under way in this process, or null. */
    Run underWay() {
        return underWay;
    }

    /** Nobody waits any more for those who are under way. */
    void abandon(Run run) {
        abandoned = run;
        run.giveUp();
    }

    /** The same for the run that is under way, if any. */
    void abandonUnderWay() {
        Run current = underWay;
        if (current != null) {
            abandon(current);
        }
    }

    /** Whether threads are left behind that may never come out. */
    boolean isSomebodyStuck() {
        Run left = abandoned;
        return left != null && !left.underWay().isEmpty();
    }

    /** The exchange, and this thread, are at work for it from now on. */
    void enter(Exchange exchange, Run run) {
        exchange.setProperty(PROPERTY, run);
        ofThread.set(run);
    }

    Optional<Run> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Run.class));
    }

    void leave() {
        ofThread.remove();
    }

    void leave(Run run) {
        if (ofThread.get() == run) {
            leave();
        }
    }

    /**
     * The run that this thread is at work for; as a rule the one that is under way. Who was given up on, and goes on even so, is
     * still at work for a run that has ended. Null where there is none.
     */
    Run current() {
        Run own = ofThread.get();
        return own != null ? own : underWay;
    }
}
