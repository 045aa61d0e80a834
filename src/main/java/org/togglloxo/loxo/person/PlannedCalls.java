package org.togglloxo.loxo.person;

import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Runs;

/** The writes that a plan leaves out, counted; what it reads is counted as in every run, since the run to come reads the same. */
public final class PlannedCalls {

    private final Runs runs;

    public PlannedCalls(Runs runs) {
        this.runs = runs;
    }

    /** One call makes a person, and others bring the rest. */
    void create(PersonChanges rest) {
        runs.notes().called(CallKind.CREATES, 1);
        update(rest);
    }

    void update(PersonChanges changes) {
        runs.notes()
                .called(
                        changes.isSourceTypeAlone() ? CallKind.SOURCE_TYPES : CallKind.UPDATES,
                        changes.forms().size());
    }

    /** An application or an event. */
    public void post(OutboxEntry entry) {
        runs.notes().called(entry.kind().equals(OutboxEntry.EVENT) ? CallKind.EVENTS : CallKind.APPLICATIONS, 1);
    }

    /** A job, and what its company lacks. */
    public void jobs(int many) {
        runs.notes().called(CallKind.JOBS, many);
    }
}
