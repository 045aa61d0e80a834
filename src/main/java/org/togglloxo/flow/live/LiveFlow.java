package org.togglloxo.flow.live;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.flow.FlowUse;
import org.togglloxo.flow.SharedAgencies;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.server.Engine;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.webhooks.WebhookServer;

/**
 * The flow on its schedule, whose files may be edited meanwhile. What was saved is tried beside the running version and takes
 * over between two runs, whole or not at all: each run has one set of rules from its beginning to its end.
 */
public final class LiveFlow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFlow.class);

    private static final long LOOK_MILLIS = 250;
    private static final long QUIET_MILLIS = 2_000;
    private static final long TRY_AGAIN_MILLIS = 15_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Path folder;
    private final EditTrial trial;
    private final Supplier<Runs> runs;
    private final EditReports reports;
    private final Clock clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "watch-routes");
    /** Held while a version is started in the place of another one: whoever ends has to know which of them is to be ended. */
    private final Object switching = new Object();

    private volatile FlowVersion current;
    private FlowFiles seen;
    private FlowFiles refused;
    private FlowFiles tried;
    private FlowSettings triedSettings;
    private long tryAgainAt;
    private String lastError = "";

    private LiveFlow(
            Path folder,
            Function<Optional<byte[]>, FlowSettings> settings,
            Supplier<Runs> runs,
            Ledger ledger,
            Clock clock) {
        this.folder = folder;
        this.trial = new EditTrial(settings, clock);
        this.runs = runs;
        this.reports = new EditReports(ledger, folder);
        this.clock = clock;
    }

    /**
     * Starts the first version, and watches its files where {@code sync.watch} says so.
     *
     * @param folder the working directory
     * @param settings reads the settings, given the text of {@code config/application.properties} at some moment
     * @param runs each version has its own, and all lead to the same ledger
     * @throws FlowException when the files cannot be used
     */
    public static LiveFlow start(
            Path folder,
            Function<Optional<byte[]>, FlowSettings> settings,
            Supplier<Runs> runs,
            Ledger ledger,
            Clock clock) {
        return start(folder, settings, runs, ledger, clock, FlowObserver.NONE, new Engine());
    }

    /** The same with somebody who looks on, and the engine of the servers of this process. */
    public static LiveFlow start(
            Path folder,
            Function<Optional<byte[]>, FlowSettings> settings,
            Supplier<Runs> runs,
            Ledger ledger,
            Clock clock,
            FlowObserver observer,
            Engine engine) {
        return start(folder, settings, runs, ledger, clock, observer, engine, new SharedAgencies());
    }

    /** The same beside other flows of this process. */
    public static LiveFlow start(
            Path folder,
            Function<Optional<byte[]>, FlowSettings> settings,
            Supplier<Runs> runs,
            Ledger ledger,
            Clock clock,
            FlowObserver observer,
            Engine engine,
            SharedAgencies shared) {
        FlowFiles files = FlowFiles.read(folder);
        FlowSettings first = settings.apply(files.content(FlowFiles.SETTINGS));
        LiveFlow live = new LiveFlow(folder, settings, runs, ledger, clock);
        live.trial.dryRun(first, files);
        FlowContext with = FlowContext.of(first, ledger, runs.get(), clock, observer, engine)
                .beside(shared, first);
        boolean receiving = first.webhooks().on();
        live.current = new FlowVersion(Flow.start(first, files, FlowUse.SCHEDULED, receiving, with));
        live.seen = files;
        live.reports.sound();
        live.current.letGo();
        if (first.sync().watch()) {
            live.watcher.setDaemon(true);
            live.watcher.start();
        }
        return live;
    }

    private void watch() {
        try {
            while (!ending.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
                if (!current.flow().settings().sync().watch()) {
                    LOG.info("sync.watch is false now: edits are taken over when sync is started again");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at the files, and what follows from it: what looks the same twice is tried. */
    public void look() {
        try {
            FlowFiles now = FlowFiles.read(folder);
            if (!now.equals(seen)) {
                // somebody may still be at it
                seen = now;
            } else if (now.equals(current.flow().files())) {
                backToTheRunningOne();
            } else if (!now.equals(refused)) {
                tryOut(now);
            } else {
                current.letGo();
            }
            lastError = "";
        } catch (Exception | StackOverflowError e) {
            if (!lastError.equals(e.toString())) {
                lastError = e.toString();
                LOG.error("the edited files cannot be looked at: {}. What ran before goes on", lastError);
                LOG.debug("looking at the edited files", e);
            }
        }
    }

    /** The version in force. */
    public Flow current() {
        return current.flow();
    }

    /**
     * Makes a run beside the schedule, by the version in force, from its beginning to its end.
     *
     * @return false where edited files are being taken over in this moment, and none was made
     */
    public boolean runOnce() {
        Flow now = current.flow();
        if (!now.gate().enter()) {
            return false;
        }
        try {
            now.runOnce();
            return true;
        } finally {
            now.gate().leave();
        }
    }

    /** What was saved last and cannot be used; empty where the files are in force as they are. */
    public Optional<RouteError> refusedEdit() {
        return reports.refusal();
    }

    private void backToTheRunningOne() {
        tried = null;
        current.letGo();
        if (refused != null) {
            refused = null;
            reports.sound();
            LOG.info("routes and settings are again as they run; nothing had changed meanwhile");
        }
    }

    private void tryOut(FlowFiles now) throws Exception {
        if (!now.equals(tried)) {
            tried = null;
            current.letGo();
            try {
                triedSettings = trial.of(current.flow(), now);
            } catch (FlowException e) {
                refuse(now, e.error());
                return;
            }
            tried = now;
            tryAgainAt = 0;
        }
        if (clock.millis() >= tryAgainAt) {
            takeOver(now, triedSettings);
        }
    }

    private void refuse(FlowFiles now, RouteError error) {
        refused = now;
        reports.refused(error);
        LOG.error("{}. The version before goes on; fix the file, and it is taken over", error.message());
    }

    /** Between two runs: the run that is under way ends as it began. */
    private void takeOver(FlowFiles now, FlowSettings next) throws Exception {
        current.hold();
        if (!current.isClear()) {
            return;
        }
        FlowVersion before = current;
        List<String> changed = now.changedSince(before.flow().files());
        synchronized (switching) {
            if (ending.getCount() == 0 || !grewQuiet(before)) {
                return;
            }
            before.closeDoors();
            try {
                current = before.next(now, next, runs.get());
            } catch (FlowException | Stop e) {
                before.openDoors();
                before.letGo();
                tryAgainAt = clock.millis() + TRY_AGAIN_MILLIS;
                RouteError error = RouteError.of(e);
                reports.refused(error);
                LOG.error("{}. The version before goes on; tried again in a while", error.message());
                return;
            }
            LOG.info("taken over: {}", String.join(", ", changed));
            current.letGo();
        }
        reports.takenOver(changed);
        refused = null;
        tried = null;
        reports.sound();
        before.retireFor(current);
    }

    /** Webhooks are told to come again for a moment. */
    private boolean grewQuiet(FlowVersion before) throws InterruptedException {
        WebhookServer server = before.flow().surroundings().server();
        if (server != null) {
            server.pause();
        }
        long end = clock.millis() + QUIET_MILLIS;
        while (!before.isQuiet()) {
            if (clock.millis() > end || ending.await(LOOK_MILLIS / 10, TimeUnit.MILLISECONDS)) {
                before.flow().receive();
                return false;
            }
        }
        return true;
    }

    /** The process is to end; see {@link Flow#end}. */
    public void end() {
        ending.countDown();
        synchronized (switching) {
            current.flow().end();
        }
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            watcher.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (switching) {
            current.flow().close();
        }
        reports.sound();
    }
}
