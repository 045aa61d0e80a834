package org.togglloxo.cli;

import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.Journal;
import org.togglloxo.sync.Passage;

/** Nothing is run, and nothing is written down; Loxo may be written to. */
final class NoJournal implements Journal {

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
}
