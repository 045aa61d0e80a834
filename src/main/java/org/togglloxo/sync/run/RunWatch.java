package org.togglloxo.sync.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Pacing;

/**
 * Sees to it that every run ends. One in which nothing happens stops, and whoever is under way is left behind; one whose listing
 * does not even come to its end then is ended from here.
 */
public final class RunWatch {

    /** Nobody watches. */
    static final RunWatch NONE = new RunWatch(Duration.ZERO, List::of, Clock.systemUTC(), () -> {});

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Duration limit;
    private final Supplier<List<Pacing>> services;
    private final Clock clock;
    private final Runnable alert;

    /**
     * @param limit so long nothing may happen
     * @param services those of the run; one may come to be in its course
     * @param alert tells of a run that was ended from here
     */
    public RunWatch(Duration limit, Supplier<List<Pacing>> services, Clock clock, Runnable alert) {
        this.limit = limit;
        this.services = services;
        this.clock = clock;
        this.alert = alert;
    }

    void begin(Runs runs, Run run) {
        if (!limit.isZero()) {
            Thread watcher = new Thread(() -> watch(runs, run), "watch-run");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private void watch(Runs runs, Run run) {
        try {
            if (isStillAfter(limit, run)) {
                stop(runs, run);
                Duration grace = limit.compareTo(GRACE) < 0 ? limit : GRACE;
                if (isStillAfter(grace, run) && runs.end(run, null)) {
                    alert.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing happened for so long; false once the run is over. */
    private boolean isStillAfter(Duration time, Run run) throws InterruptedException {
        Watchdog dog = new Watchdog(time, services, clock);
        Duration betweenLooks =
                Duration.ofMillis(Math.max(1, Math.min(time.toMillis() / 16, LONGEST_BETWEEN_LOOKS.toMillis())));
        while (!run.isOverWithin(betweenLooks)) {
            if (dog.sees(run.progress())) {
                return true;
            }
        }
        return false;
    }

    private void stop(Runs runs, Run run) {
        List<Worker> left = run.underWay();
        left.forEach(worker -> LOG.warn(
                "candidate {} does not come to its end; its thread {} is at {}",
                runs.scope().whose().shown(worker.candidate()),
                worker.thread().getName(),
                worker.place()));
        runs.stop(
                run,
                new Stop(
                        Reason.STALLED,
                        "Nothing happened for %d ms (sync.stalled-after), with %d candidates under way (%s), which stay as they were. Look at the log for the step that does not end; a thread that hangs goes with the process only"
                                .formatted(
                                        limit.toMillis(),
                                        left.size(),
                                        String.join(
                                                ", ",
                                                left.stream()
                                                        .map(Worker::candidate)
                                                        .sorted()
                                                        .limit(5)
                                                        .toList()))));
        runs.abandon(run);
    }

    /**
     * How long nothing has happened. Asked again and again; the time of a sleeping machine, or of a clock that was set, counts as one
     * short step, since nobody could do anything in it.
     */
    static final class Watchdog {

        private static final int LEAST_STEPS = 8;

        private final Duration limit;
        private final Clock clock;
        private final Supplier<List<Pacing>> services;
        private long lastLook;
        private long lastSeen = -1;
        private long idleMillis;

        /** @param services a call to one of them is progress, and so is a wait that it asked for */
        Watchdog(Duration limit, Supplier<List<Pacing>> services, Clock clock) {
            this.limit = limit;
            this.services = services;
            this.clock = clock;
            this.lastLook = clock.millis();
        }

        /**
         * Looks.
         *
         * @param progress how much of the work has been done
         * @return whether nothing has happened for the whole time
         */
        boolean sees(long progress) {
            List<Pacing> all = services.get();
            long seen = progress + all.stream().mapToLong(Pacing::activity).sum();
            long now = clock.millis();
            long step = Math.max(0, Math.min(now - lastLook, limit.toMillis() / LEAST_STEPS + 1));
            lastLook = now;
            idleMillis = seen != lastSeen || all.stream().anyMatch(Pacing::isHeldBack) ? 0 : idleMillis + step;
            lastSeen = seen;
            return idleMillis >= limit.toMillis();
        }
    }

    /** Who is at work on which candidate. */
    record Worker(Thread thread, String candidate) {

        /** Where its thread stands. */
        String place() {
            StackTraceElement[] stack = thread.getStackTrace();
            return Stream.of(stack)
                    .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
                    .findFirst()
                    .or(() -> Stream.of(stack).findFirst())
                    .map(StackTraceElement::toString)
                    .orElse("nowhere");
        }
    }
}
