package org.togglloxo.sync.run;

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

    /** A candidate went into the queue. */
    public void handedOver() {
        own.current().handOver();
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
