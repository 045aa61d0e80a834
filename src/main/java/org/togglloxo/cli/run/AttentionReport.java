package org.togglloxo.cli.run;

import java.util.List;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;

/** What needs attention after a run, and what to do next. */
public record AttentionReport(OutputOption output, Ledger ledger) {

    private static final int SHOWN = 5;

    public void show(RunRow run) {
        if (!run.message().isEmpty()) {
            output.text("%s: %s", run.ended(), run.message());
        }
        run.remarks().forEach(remark -> output.text("note: %s (%s)", remark.message(), remark.code()));
        show(run, Outcome.FAILED, "explain ID tells more; after fixing the cause, use retry");
        show(run, Outcome.DEFERRED, "the next run tries them again by itself");
    }

    private void show(RunRow run, Outcome outcome, String next) {
        long many = run.counts().get(outcome);
        if (many == 0) {
            return;
        }
        output.text("%d %s; %s:", many, outcome.word(), next);
        List<CandidateRecord> candidates = ledger.withOutcome(outcome);
        candidates.stream()
                .limit(SHOWN)
                .forEach(known -> output.text("  %s (%s): %s", known.shownId(), known.reason(), known.message()));
        if (many > SHOWN) {
            output.text("  ... status lists more");
        }
    }
}
