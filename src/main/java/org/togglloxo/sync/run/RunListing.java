package org.togglloxo.sync.run;

import java.util.Collection;
import org.togglloxo.failure.Stop;

/** The listing of a run while it is under way: how many there will be, how many went into the queue, and why it ends early. */
public final class RunListing {

    private final CurrentRun own;
    private final RunStops stops;
    private final RunObservers observers;
    private final long limit;

    RunListing(CurrentRun own, RunStops stops, RunObservers observers, long limit) {
        this.own = own;
        this.stops = stops;
        this.observers = observers;
        this.limit = limit;
    }

    /** How many candidates a run lists, or 0 for all. */
    public long limit() {
        return limit;
    }

    /** A page was read; Toggl says that it has so many. */
    public void total(Long total) {
        Long listed = limit > 0 && total != null ? Long.valueOf(Math.min(limit, total)) : total;
        own.current().turnPage();
        own.current().expect(listed == null ? 0 : listed);
        own.current()
                .shared()
                .filter(shared -> listed != null)
                .ifPresent(shared -> shared.expect(own.current().id, listed));
        observers.total(listed);
    }

    /** What the run that has just begun has ahead of it. */
    public void expects(Forecast forecast) {
        observers.expects(forecast);
    }

    /** How many candidates will have been listed at the end of the run, as far as it is known. */
    public long expected() {
        Run current = own.current();
        return current == null ? 0 : current.expected();
    }

    /** Something was read before the listing begins: the run does not stand still. */
    public void movedOn() {
        own.current().turnPage();
    }

    /** These are about to go into the queue: who comes out of it on another node is known there. */
    public void announce(Collection<String> togglIds) {
        Run current = own.current();
        current.shared().ifPresent(shared -> {
            shared.withdraw(current.id, current.announce(togglIds));
            shared.announce(current.id, togglIds);
        });
    }

    /** A candidate went into the queue. */
    public void handedOver(String togglId) {
        own.current().handOver(togglId);
    }

    /** How many came to an outcome, on whatever node. */
    public long done() {
        Run current = own.underWay();
        return current == null ? 0 : current.doneEverywhere();
    }

    /** The number of the run that this thread is at work for. */
    public long runId() {
        return own.current().id;
    }

    /** How many candidates were put into the queue here and were not taken out yet. */
    public long queued() {
        Run current = own.underWay();
        return current == null ? 0 : current.queued();
    }

    /** The listing ends; what had been listed is still delivered. */
    public void stop(Stop reason) {
        stops.stopListing(own.current(), reason);
    }
}
