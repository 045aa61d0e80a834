package org.togglloxo.cli.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.sync.run.RunJournal;

/** One example of each reason: what was said, and what to do next. Noted by several threads. */
final class ErrorReport {

    private record Candidate(String id, Outcome outcome, String message) {}

    private record Run(int exitCode, String message) {}

    private record NotShown(String reason, String why) {}

    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** The first one of each reason is kept. */
    synchronized void candidate(String id, Outcome outcome, String reason, String message) {
        if (outcome != null && !reason.isEmpty()) {
            candidates.putIfAbsent(reason, new Candidate(id, outcome, message));
        }
    }

    synchronized void ended(RunRow run) {
        if (!run.message().isEmpty()) {
            runs.putIfAbsent(run.ended(), new Run(run.exitCode(), run.message()));
        }
    }

    synchronized void ended(Stop stop) {
        runs.putIfAbsent(stop.reason(), new Run(stop.exitCode().code(), stop.message()));
    }

    /** Listens to what is written down. */
    RunJournal beside(RunJournal journal) {
        return new RunJournal() {
            @Override
            public long begin() {
                return journal.begin();
            }

            @Override
            public void record(long runId, CandidateReport report) {
                note(report);
                journal.record(runId, report);
            }

            @Override
            public void end(RunRow run) {
                journal.end(run);
            }

            @Override
            public boolean onlyPlanning() {
                return journal.onlyPlanning();
            }
        };
    }

    /** Nobody expects that a run cannot be written down at its end. */
    static RunJournal breakingAtTheEnd(RunJournal journal) {
        return new RunJournal() {
            @Override
            public long begin() {
                return journal.begin();
            }

            @Override
            public void record(long runId, CandidateReport report) {
                journal.record(runId, report);
            }

            @Override
            public void end(RunRow run) {
                throw new IllegalStateException("as asked for");
            }
        };
    }

    /** The same for a plan. */
    RunJournal planning() {
        return RunJournal.planning(this::note);
    }

    private void note(CandidateReport report) {
        CandidateResult result = report.entry().result();
        candidate(report.entry().before().togglId(), result.outcome(), result.reason(), result.message());
    }

    synchronized void show(OutputOption output) {
        output.text("");
        output.text("What becomes of a candidate:");
        List<Object> ofCandidates = new ArrayList<>();
        List<NotShown> notShown = new ArrayList<>();
        ErrorGuide.OF_CANDIDATES.forEach((why, next) -> {
            String reason = why.code();
            Candidate candidate = candidates.get(reason);
            if (candidate == null) {
                notShown.add(new NotShown(reason, ErrorGuide.whyNot(why)));
                return;
            }
            String then = next.replace("ID", candidate.id());
            output.text("");
            output.text("  %s (%s): candidate %s", reason, candidate.outcome().word(), candidate.id());
            output.text("      %s", candidate.message());
            output.text("      next: %s", then);
            ofCandidates.add(Map.of(
                    "reason",
                    reason,
                    "outcome",
                    candidate.outcome().word(),
                    "candidate",
                    candidate.id(),
                    "sentence",
                    candidate.message(),
                    "next",
                    then));
        });
        output.text("");
        output.text("What ends a run:");
        List<Object> ofRuns = new ArrayList<>();
        ErrorGuide.OF_RUNS.forEach((why, next) -> {
            String reason = why.code();
            Run run = runs.get(reason);
            if (run == null) {
                notShown.add(new NotShown(reason, ErrorGuide.whyNot(why)));
                return;
            }
            output.text("");
            output.text("  %s (exit code %d, %s)", reason, run.exitCode(), ExitCode.values()[run.exitCode()]);
            output.text("      %s", run.message());
            output.text("      next: %s", next);
            ofRuns.add(Map.of("reason", reason, "exit_code", run.exitCode(), "sentence", run.message(), "next", next));
        });
        output.text("");
        output.text("Not shown:");
        notShown.forEach(one -> output.text("  %s: %s", one.reason(), one.why()));
        output.object(Map.of("candidates", ofCandidates, "runs", ofRuns, "not_shown", notShown));
    }
}
