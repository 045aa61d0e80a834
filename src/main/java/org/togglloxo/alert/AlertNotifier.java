package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.route.Names;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;

/** Sees to it that people are told what they want to know of runs, once; whatever comes of that, the runs stay as they are. */
final class AlertNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(AlertNotifier.class);
    private static final int RUNS_BACK = 30;

    private final CamelContext context;
    private final AlertSettings settings;
    private final AlertPolicy policy;
    private final Alerts alerts;
    private final Ledger ledger;
    private final Runs runs;
    private final Clock clock;
    private final AlertStateStore remembered;

    AlertNotifier(CamelContext context, AlertSettings settings, Alerts alerts, Ledger ledger, Runs runs, Clock clock) {
        this.context = context;
        this.settings = settings;
        this.policy = new AlertPolicy(settings.remindAfter(), settings.staleAfter());
        this.alerts = alerts;
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
        this.remembered = new AlertStateStore(ledger.alertMemory());
    }

    /**
     * At the end of a run; a plan is none.
     *
     * @param listing how its walk went, or null where nobody knows
     * @return the report of the run
     */
    ObjectNode notifyOfLastRun(Listing listing) {
        RunRow run = runs.last();
        if (run == null) {
            return AlertReport.empty();
        }
        AlertMessages messages = AlertMessages.in(settings.messages());
        boolean usable = !Reason.LEDGER.is(run.ended());
        List<RunRow> before = usable ? finishedBefore(run) : List.of();
        long listedBefore = before.isEmpty() ? 0 : before.get(0).listed();
        RunAssessment assessment = RunAssessment.of(run, listing, listedBefore, settings);
        ObjectNode report = AlertReport.of(run, assessment, messages, next(messages, assessment.next()));
        // the route that tells is gone once the context stops, and Camel would wait for it
        if (!runs.planning() && !context.isStopping()) {
            AssessedRun seen = seen(run, assessment, unusual(run, assessment, before), messages);
            notify(report, state -> policy.after(state, seen), usable);
        }
        return report;
    }

    private List<RunRow> finishedBefore(RunRow run) {
        try {
            return ledger.runs().last(RUNS_BACK).stream()
                    .filter(before -> before.id() < run.id() && RunAssessment.finished(before))
                    .toList();
        } catch (RuntimeException e) {
            LOG.debug("the runs before were not read", e);
            return List.of();
        }
    }

    private List<RunProblem> unusual(RunRow run, RunAssessment assessment, List<RunRow> before) {
        if (!RunAssessment.finished(run)
                || runs.listing().limit() > 0
                || runs.scope().restriction().isPresent()) {
            return List.of();
        }
        return UnusualRuns.of(run, before).stream()
                .filter(problem -> !assessment.degraded() || !problem.code().equals("failed-many"))
                .toList();
    }

    private AssessedRun seen(RunRow run, RunAssessment assessment, List<RunProblem> unusual, AlertMessages messages) {
        return new AssessedRun(
                run.id(),
                run.endedAt(),
                RunAssessment.finished(run),
                RunAssessment.interrupted(run),
                assessment.codes(),
                assessment.problems().stream().map(messages::say).toList(),
                unusual.stream().map(messages::say).toList(),
                run.listed(),
                RunAssessment.unsuccessful(run),
                next(messages, assessment.degraded() ? assessment.next() : "next.unusual"));
    }

    /** A host has no commands of ours. */
    private String next(AlertMessages messages, String name) {
        return runs.haveCommands() ? messages.say(name, Map.of()) : "";
    }

    /** Before a run, and now and then while the process runs. */
    void notifyIfStale() {
        if (settings.staleAfter().isZero() || runs.planning() || context.isStopping()) {
            return;
        }
        try {
            long lastGood = ledger.runs().lastSuccess();
            long now = clock.millis();
            // most of the time it is not, and then nothing is written
            if (!policy.isStale(AlertState.WELL, lastGood, now)) {
                return;
            }
            long run = ledger.runs().last(1).stream()
                    .mapToLong(RunRow::id)
                    .findFirst()
                    .orElse(0);
            AlertMessages messages = AlertMessages.in(settings.messages());
            notify(
                    AlertReport.withoutRun(run, true),
                    state -> policy.isStale(state, lastGood, now)
                            ? policy.stale(state, run, lastGood, now, next(messages, "next.stale"))
                            : state,
                    true);
        } catch (RuntimeException e) {
            LOG.debug("whether runs come to their end was not looked at", e);
        }
    }

    private void notify(ObjectNode report, UnaryOperator<AlertState> step, boolean usable) {
        AlertStateStore.Change change = remembered.change(step, clock.millis(), usable);
        boolean isRun = report.has("ended");
        if (!isRun && !change.ours()) {
            return;
        }
        if (change.ours()) {
            AlertReport.put(report, change.state().last(), change.again());
        }
        AlertAttempt attempt = new AlertAttempt(
                report, settings.everyRun() && isRun, change.state().toldBy());
        Exchange told = Names.in(context).ask("direct:alert", attempt::in);
        if (told.getException() != null) {
            alerts.untold(told.getException(), told);
        }
        if (change.ours()) {
            long id = change.state().lastId();
            remembered.change(
                    state -> state.lastId() == id ? state.told(attempt.reachedEverybody(), attempt.told()) : state,
                    Long.MIN_VALUE,
                    usable);
        }
    }
}
