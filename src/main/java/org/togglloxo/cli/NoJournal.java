package org.togglloxo.cli;

import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.Journal;
import org.togglloxo.sync.Passage;

/** Nothing is run, and nothing is written down. */
final class NoJournal implements Journal {

    private final boolean onlyPlanning;

    private NoJournal(boolean onlyPlanning) {
        this.onlyPlanning = onlyPlanning;
    }

    /** Nothing may be written to Loxo either. */
    NoJournal() {
        this(true);
    }

    /** Loxo may be written to. */
    static NoJournal writing() {
        return new NoJournal(false);
    }

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
}
