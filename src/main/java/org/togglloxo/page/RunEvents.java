package org.togglloxo.page;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CallForecast;
import org.togglloxo.sync.RunProgress;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Progress;

/** Watches the runs of this process. A worker that tells of a candidate only counts: who looks comes by. */
public final class RunEvents implements Progress {

    private final Clock clock;
    private volatile Current current;
    private final AtomicLong changes = new AtomicLong();

    public RunEvents(Clock clock) {
        this.clock = clock;
    }

    private static final class Current {
        final long id;
        final long begunAt;
        final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);
        volatile long total;
        volatile Forecast forecast;

        Current(long id, long begunAt) {
            this.id = id;
            this.begunAt = begunAt;
        }
    }

    @Override
    public void begun(long runId) {
        current = new Current(runId, clock.millis());
    }

    @Override
    public void total(Long all) {
        Current run = current;
        if (run != null && all != null) {
            run.total = all;
        }
    }

    @Override
    public void expects(Forecast forecast) {
        Current run = current;
        if (run != null) {
            run.forecast = forecast;
        }
    }

    @Override
    public void completed(Outcome outcome) {
        Current run = current;
        if (run != null) {
            run.counts.incrementAndGet(outcome.ordinal());
        }
    }

    @Override
    public void ended(RunRow run) {
        current = null;
        changes.incrementAndGet();
    }

    boolean isUnderWay() {
        return current != null;
    }

    /**
     * How far the run has come that is under way in this process, or null.
     *
     * @param made calls that it has made so far
     */
    Map<String, Object> underWay(Map<CallKind, Long> made) {
        Current run = current;
        if (run == null) {
            return null;
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        long done = 0;
        for (Outcome outcome : Outcome.values()) {
            long many = run.counts.get(outcome.ordinal());
            counts.put(outcome.word(), many);
            done += many;
        }
        OptionalLong left = RunProgress.secondsLeft(done, run.total, clock.millis() - run.begunAt);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.id);
        object.put("done", done);
        object.put("total", run.total == 0 ? null : run.total);
        object.put("seconds_left", left.isEmpty() ? null : left.getAsLong());
        object.put("counts", counts);
        Forecast forecast = run.forecast;
        if (forecast != null) {
            // it comes a moment before the total does
            long waiting = run.total == 0 ? Long.MAX_VALUE : Math.max(0, run.total - done);
            object.putAll(CallForecast.ofRest(forecast.left(made, waiting)));
        }
        return object;
    }

    /** Something was done by hand. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Grows with each run that ended here, and with what was done by hand. */
    long changes() {
        return changes.get();
    }
}
