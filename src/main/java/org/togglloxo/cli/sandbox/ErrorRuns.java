package org.togglloxo.cli.sandbox;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** Runs that come to their end soon, each with a ledger of its own, and told of in the report. */
record ErrorRuns(Clock clock, TrialSettings trial, ErrorReport report) {

    /** So that nobody has to wait long for what does not come. */
    static final Map<String, String> IMPATIENCE = Map.ofEntries(
            // an error with the search for one candidate is to be this one's
            entry("loxo.lookup", "each"),
            entry("retry.max-attempts", "0"),
            entry("retry.max-throttled", "1"),
            entry("retry.delay", "10"),
            entry("retry.max-delay", "20"),
            // longer than from one run to the next: what was lost may still be on its way
            entry("loxo.index-lag", "60000"),
            // by then another candidate of the same address has waited in vain
            entry("loxo.call-timeout", "5000"),
            entry("toggl.call-timeout", "3000"),
            entry("ledger.lock-timeout", "1000"),
            entry("sync.deferred-interval", "0"),
            entry("sync.max-attempts", "3"));

    void run(Sandbox sandbox, String file, Map<String, String> more, Path folder) {
        run(sandbox, file, more, folder, ledger -> {}, () -> {});
    }

    void run(
            Sandbox sandbox,
            String file,
            Map<String, String> more,
            Path folder,
            Consumer<Ledger> before,
            Runnable after) {
        Map<String, String> with = new HashMap<>(IMPATIENCE);
        with.putAll(more);
        FlowSettings settings = trial.of(sandbox, file, with);
        try (Ledger ledger = open(settings)) {
            Runs runs = of(report.beside(RunJournal.of(ledger)));
            try (Flow flow = Flow.start(settings, folder, false, ledger, runs, clock)) {
                before.accept(ledger);
                flow.runOnce();
                report.ended(runs.last());
                after.run();
            }
        }
    }

    void refused(Runnable start) {
        try {
            start.run();
        } catch (Stop stop) {
            report.ended(stop);
        }
    }

    Ledger open(FlowSettings settings) {
        return Ledger.openAlone(settings.ledger(), clock);
    }

    Runs of(RunJournal journal) {
        return new Runs(journal, Progress.NONE, clock, 0);
    }
}
