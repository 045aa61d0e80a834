package org.togglloxo.sync.run;

import java.util.function.Consumer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RunRow;

/** Where runs and outcomes are written down: the ledger, or the screen for a plan. */
public interface RunJournal {

    /** A run begins; returns its number. */
    long begin();

    /** A candidate's way ended. Called by several threads. */
    void record(long runId, CandidateReport report);

    /** The same in a run that several nodes share. */
    default void recordShared(long runId, CandidateReport report) {
        record(runId, report);
    }

    /** The run ended. */
    void end(RunRow run);

    /** Whether nothing may be written to Loxo either. */
    default boolean onlyPlanning() {
        return false;
    }

    /** The real one. */
    static RunJournal of(Ledger ledger) {
        return new RunJournal() {
            @Override
            public long begin() {
                return ledger.runs().begin();
            }

            @Override
            public void record(long runId, CandidateReport report) {
                ledger.record(runId, report.entry());
            }

            @Override
            public void recordShared(long runId, CandidateReport report) {
                ledger.recordShared(runId, report.entry());
            }

            @Override
            public void end(RunRow run) {
                ledger.runs().end(run);
            }
        };
    }

    /** Of a plan, which is written down nowhere. */
    static RunJournal planning(Consumer<CandidateReport> seen) {
        return new RunJournal() {
            @Override
            public long begin() {
                return 0;
            }

            @Override
            public boolean onlyPlanning() {
                return true;
            }

            @Override
            public void record(long runId, CandidateReport report) {
                seen.accept(report);
            }

            @Override
            public void end(RunRow run) {
                // whoever plans shows it
            }
        };
    }

    /**
     * Nothing is run.
     *
     * @param onlyPlanning whether nothing may be written to Loxo either
     */
    static RunJournal none(boolean onlyPlanning) {
        return new RunJournal() {
            @Override
            public long begin() {
                return 0;
            }

            @Override
            public void record(long runId, CandidateReport report) {
                throw new IllegalStateException("nothing is run here");
            }

            @Override
            public void end(RunRow run) {
                throw new IllegalStateException("nothing is run here");
            }

            @Override
            public boolean onlyPlanning() {
                return onlyPlanning;
            }
        };
    }
}
