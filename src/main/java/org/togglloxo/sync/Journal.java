package org.togglloxo.sync;

import java.util.function.Consumer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.RunRow;

/** Where runs and outcomes are written down: the ledger, or the screen for a plan. */
public interface Journal {

    /** A run begins; returns its number. */
    long begin();

    /** A candidate's way ended. Called by several threads. */
    void record(long runId, Passage passage);

    /** The run ended. */
    void end(RunRow run);

    /** Whether nothing may be written to Loxo either. */
    default boolean onlyPlanning() {
        return false;
    }

    /** The real one. */
    static Journal of(Ledger ledger) {
        return new Journal() {
            @Override
            public long begin() {
                return ledger.beginRun();
            }

            @Override
            public void record(long runId, Passage passage) {
                ledger.record(runId, passage.entry());
            }

            @Override
            public void end(RunRow run) {
                ledger.endRun(run);
            }
        };
    }

    /** Of a plan, which is written down nowhere. */
    static Journal planning(Consumer<Passage> seen) {
        return new Journal() {
            @Override
            public long begin() {
                return 0;
            }

            @Override
            public boolean onlyPlanning() {
                return true;
            }

            @Override
            public void record(long runId, Passage passage) {
                seen.accept(passage);
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
    static Journal none(boolean onlyPlanning) {
        return new Journal() {
            @Override
            public long begin() {
                return 0;
            }

            @Override
            public void record(long runId, Passage passage) {
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
