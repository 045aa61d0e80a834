package org.togglloxo.cli.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.page.Operations;
import org.togglloxo.page.RunEvents;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/**
 * The page of a sandbox that is served: it looks at the ledger that others may run on, and has it for itself only while it
 * makes a run.
 */
final class SandboxOperations implements Operations, AutoCloseable {

    private final FlowSettings settings;
    private final Path folder;
    private final RunEvents events;
    private final Clock clock;
    private final Ledger ledger;
    private Flow looking;
    private volatile boolean running;
    private volatile Map<String, Long> passed = Map.of();
    private volatile Runs runs;

    /** @param folder the working directory, for its routes */
    SandboxOperations(FlowSettings settings, Path folder, RunEvents events, Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.events = events;
        this.clock = clock;
        this.ledger = Ledger.openBeside(settings.ledger(), clock);
        this.runs = Runs.none(clock);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public FlowSettings settings() {
        return settings;
    }

    @Override
    public synchronized Flow flow() {
        if (looking == null) {
            Runs none = new Runs(RunJournal.none(false), Progress.NONE, clock, 1);
            looking = Flow.look(settings, folder, ledger, none, clock);
        }
        return looking;
    }

    @Override
    public Map<String, Long> passed() {
        return passed;
    }

    @Override
    public Map<CallKind, Long> calls() {
        return runs.calls();
    }

    /** To ask while this process holds the file would let go of it. */
    @Override
    public boolean othersMayRun() {
        return !running && settings.ledger().isInUse().orElse(false);
    }

    @Override
    public Optional<String> run() {
        running = true;
        try (Ledger alone = Ledger.openAlone(settings.ledger(), clock);
                Flow flow = Flow.start(
                        settings,
                        folder,
                        () -> alone,
                        open -> runs = new Runs(RunJournal.of(open), events, clock, 0),
                        clock)) {
            flow.runOnce();
            passed = flow.passed();
        } finally {
            running = false;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        Flow flow;
        synchronized (this) {
            flow = looking;
        }
        if (flow != null) {
            flow.close();
        }
        ledger.close();
    }
}
