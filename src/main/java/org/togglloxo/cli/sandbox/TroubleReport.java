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
final class TroubleReport {

    private record Candidate(String id, Outcome outcome, String sentence) {}

    private record Run(int exitCode, String sentence) {}

    private record NotShown(String reason, String why) {}

    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** The first one of each reason is kept. */
    synchronized void candidate(String id, Outcome outcome, String reason, String sentence) {
        if (outcome != null && !reason.isEmpty()) {
            candidates.putIfAbsent(reason, new Candidate(id, outcome, sentence));
        }
    }

    synchronized void ended(RunRow run) {
        if (!run.sentence().isEmpty()) {
            runs.putIfAbsent(run.ended(), new Run(run.exitCode(), run.sentence()));
        }
    }

    synchronized void ended(Stop stop) {
        runs.putIfAbsent(stop.reason(), new Run(stop.exitCode().code(), stop.sentence()));
    }

    /** Listens to what is written down. */
    RunJournal beside(RunJournal journal) {
        return new RunJournal() {
            @Override
            public long begin() {
                return journal.begin();
            }

            @Override
            public void record(long runId, CandidateReport passage) {
                note(passage);
                journal.record(runId, passage);
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
            public void record(long runId, CandidateReport passage) {
                journal.record(runId, passage);
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

    private void note(CandidateReport passage) {
        CandidateResult conclusion = passage.entry().conclusion();
        candidate(passage.entry().before().togglId(), conclusion.outcome(), conclusion.reason(), conclusion.sentence());
    }

    synchronized void show(OutputOption output) {
        output.text("");
        output.text("What becomes of a candidate:");
        List<Object> ofCandidates = new ArrayList<>();
        List<NotShown> notShown = new ArrayList<>();
        TroubleGuide.OF_CANDIDATES.forEach((why, next) -> {
            String reason = why.code();
            Candidate candidate = candidates.get(reason);
            if (candidate == null) {
                notShown.add(new NotShown(reason, TroubleGuide.whyNot(why)));
                return;
            }
            String then = next.replace("ID", candidate.id());
            output.text("");
            output.text("  %s (%s): candidate %s", reason, candidate.outcome().word(), candidate.id());
            output.text("      %s", candidate.sentence());
            output.text("      next: %s", then);
            ofCandidates.add(Map.of(
                    "reason",
                    reason,
                    "outcome",
                    candidate.outcome().word(),
                    "candidate",
                    candidate.id(),
                    "sentence",
                    candidate.sentence(),
                    "next",
                    then));
        });
        output.text("");
        output.text("What ends a run:");
        List<Object> ofRuns = new ArrayList<>();
        TroubleGuide.OF_RUNS.forEach((why, next) -> {
            String reason = why.code();
            Run run = runs.get(reason);
            if (run == null) {
                notShown.add(new NotShown(reason, TroubleGuide.whyNot(why)));
                return;
            }
            output.text("");
            output.text("  %s (exit code %d, %s)", reason, run.exitCode(), ExitCode.values()[run.exitCode()]);
            output.text("      %s", run.sentence());
            output.text("      next: %s", next);
            ofRuns.add(Map.of("reason", reason, "exit_code", run.exitCode(), "sentence", run.sentence(), "next", next));
        });
        output.text("");
        output.text("Not shown:");
        notShown.forEach(one -> output.text("  %s: %s", one.reason(), one.why()));
        output.object(Map.of("candidates", ofCandidates, "runs", ofRuns, "not_shown", notShown));
    }
}
