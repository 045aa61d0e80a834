package org.togglloxo.cli.run;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.PeopleWalk;
import org.togglloxo.ledger.audit.RefusedEdit;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.report.RunReport;
import org.togglloxo.report.StatusReport;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.sync.RunProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "The last runs, how the candidates stand, and what needs attention.")
public final class StatusCommand implements Callable<Integer> {

    private static final int WIDTH = 100;
    private static final String TAKEN_OVER = "The first run (sync) of the workspace that it belongs to takes it over";

    private final CommandContext context;

    @Spec
    CommandSpec command;

    private int runs;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "how many runs to show (5)")
    void runs(int wanted) {
        LimitOption.requireOne(command, "--runs", wanted);
        runs = wanted;
    }

    @Mixin
    OutputOption output;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LedgerSettings settings = context.ledgerSettings();
        try (Ledger ledger = Ledger.openToRead(settings, context.clock())) {
            boolean leftBehind = !context.all()
                    .spaces()
                    .eachWorkspace()
                    .contains(ledger.scope().workspace());
            if (leftBehind) {
                output.text("This is under a name that toggl.workspaces does not have. %s", TAKEN_OVER);
            }
            Optional<Boolean> inUse = settings.isInUse();
            List<RunRow> last = ledger.runs().last(runs);
            if (last.isEmpty()) {
                output.text("No run yet. To see what one would do: plan. To make one: sync --once");
            }
            last.forEach(run -> show(run, inUse, progress(ledger, run, inUse)));
            Optional<Date> start =
                    StatusReport.nextStart(context.settings().all().text("sync.schedule"), context.clock());
            start.ifPresent(this::show);
            List<RefusedEdit> refused = ledger.refusedEdits().all();
            refused.forEach(this::show);
            Map<Outcome, Long> counts = ledger.candidates().countByOutcome();
            output.text("");
            output.text("In the ledger:");
            for (Outcome outcome : Outcome.values()) {
                if (counts.containsKey(outcome)) {
                    output.text("  %-9s %d", outcome.word(), counts.get(outcome));
                }
            }
            Map<String, Long> waiting = ledger.candidates().countByWaits();
            waiting.forEach((reason, many) -> output.text(
                    Reason.LIST_UNREADABLE.is(reason)
                            ? "  %d of them wait for a list: %s"
                            : "  %d of them wait to be put forward: %s",
                    many,
                    reason));
            Optional<PeopleWalk.State> walk = ledger.peopleWalk().state();
            long walked = walk.isPresent() ? ledger.peopleWalk().size() : 0;
            walk.ifPresent(state -> show(state, walked));
            List<Map<String, Object>> failed = StatusReport.byCause(ledger.withOutcome(Outcome.FAILED));
            List<Map<String, Object>> deferred = StatusReport.byCause(ledger.withOutcome(Outcome.DEFERRED));
            show(failed, "Failed. Fix the cause, then: retry [ID...]");
            show(deferred, "Deferred. The next run tries again by itself");
            Map<String, Object> object = StatusReport.of(ledger, last, start);
            last.stream()
                    .findFirst()
                    .flatMap(
                            run -> progress(ledger, run, inUse).map(now -> StatusReport.underWay(now, run.startedAt())))
                    .ifPresent(underWay -> object.put("under_way", underWay));
            if (leftBehind) {
                object.put("note", TAKEN_OVER);
            }
            object.put("failed", failed);
            object.put("deferred", deferred);
            output.object(object);
            return ExitCode.OK.code();
        }
    }

    private void show(PeopleWalk.State walk, long people) {
        output.text(
                walk.complete()
                        ? "All people in Loxo were read, to find candidates among them: %d as of %s"
                        : "People in Loxo are being read, to find candidates among them: %d so far, begun %s",
                people,
                TimeFormat.show(walk.complete() ? walk.askedAt() : walk.beganAt()));
    }

    private void show(RefusedEdit edit) {
        output.text("");
        output.text(
                "An edit is not in force since %s, the version before goes on (%s):",
                TimeFormat.show(edit.since()), edit.node());
        output.text("  %s: %s", place(edit), edit.message());
    }

    private static String place(RefusedEdit edit) {
        return edit.line() == 0 ? edit.file() : "%s, line %d".formatted(edit.file(), edit.line());
    }

    private void show(Date next) {
        output.text("next start by the schedule: %s, where sync runs without --once", TimeFormat.show(next.getTime()));
    }

    private static Optional<RunProgress> progress(Ledger ledger, RunRow run, Optional<Boolean> inUse) {
        return run.endedAt() == null && inUse.orElse(true)
                ? RunProgress.of(run.id(), ledger.marks())
                : Optional.empty();
    }

    private void show(RunProgress progress, RunRow run) {
        OptionalLong left = progress.secondsLeft(run.startedAt());
        output.text(
                "    %d of %s candidates at %s%s",
                progress.done(),
                progress.total() == 0 ? "?" : progress.total(),
                TimeFormat.show(progress.at()),
                left.isEmpty() ? "" : ", about %s left by then".formatted(TimeFormat.about(left.getAsLong())));
    }

    private void show(RunRow run, Optional<Boolean> inUse, Optional<RunProgress> progress) {
        String when = TimeFormat.show(run.startedAt());
        if (run.endedAt() == null) {
            String state = inUse.map(
                            used -> used ? "under way" : "its process ended in the middle; the next run does the rest")
                    .orElse("under way, or its process ended in the middle");
            output.text("run %d of %s: %s", run.id(), when, state);
            progress.ifPresent(now -> show(now, run));
        } else {
            output.text(RunReport.line(run, "run %d of %s".formatted(run.id(), when)));
        }
        if (!run.message().isEmpty()) {
            output.text("    %s: %s", run.ended(), run.message());
        }
        run.remarks().forEach(remark -> output.text("    note: %s (%s)", remark.message(), remark.code()));
    }

    private void show(List<Map<String, Object>> groups, String title) {
        if (groups.isEmpty()) {
            return;
        }
        output.text("");
        output.text(title);
        for (Map<String, Object> group : groups) {
            output.text(
                    "  %s: %s (%s, the last at %s)",
                    group.get("reason"), group.get("sentence"), group.get("count"), group.get("last"));
            StringBuilder line = new StringBuilder("   ");
            for (Object id : (List<?>) group.get("candidates")) {
                if (line.length() + id.toString().length() > WIDTH) {
                    output.text("%s", line);
                    line.setLength(3);
                }
                line.append(' ').append(id);
            }
            output.text("%s", line);
        }
    }
}
