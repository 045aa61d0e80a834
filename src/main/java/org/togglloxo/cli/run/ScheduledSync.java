package org.togglloxo.cli.run;

import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.flow.SharedAgencies;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.live.LiveFlow;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.observe.Observation;
import org.togglloxo.page.LiveOperations;
import org.togglloxo.page.OperatorsPage;
import org.togglloxo.page.RunEvents;
import org.togglloxo.server.Engine;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** One workspace on the schedule, with what operators see of it. */
final class ScheduledSync implements AutoCloseable {

    private final Observation observation;
    private final LiveFlow flow;
    private final OperatorsPage page;

    /** @param number counts workspaces from 0: each has its ports after those of the one before */
    ScheduledSync(
            CommandContext context,
            FlowSettings settings,
            Ledger ledger,
            Progress announcer,
            long limit,
            int number,
            SharedAgencies shared) {
        RunEvents events = new RunEvents(context.clock());
        Progress progress = announcer.and(events);
        Engine engine = new Engine();
        observation = Observation.start(settings.observe().following(number), ledger, engine, context.clock());
        try {
            flow = LiveFlow.start(
                    context.folder(),
                    context::settings,
                    () -> new Runs(RunJournal.of(ledger), progress, context.clock(), limit),
                    ledger,
                    context.clock(),
                    observation.observer(),
                    engine,
                    shared);
        } catch (RuntimeException e) {
            observation.close();
            throw e;
        }
        page = OperatorsPage.start(settings.page().following(number), new LiveOperations(flow, ledger), events, engine);
        observation.watch(flow::current, flow::refusedEdit);
    }

    LiveFlow flow() {
        return flow;
    }

    String pageUrl() {
        return page.url();
    }

    @Override
    public void close() {
        page.close();
        flow.close();
        observation.close();
    }
}
