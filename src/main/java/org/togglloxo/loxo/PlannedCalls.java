package org.togglloxo.loxo;

import org.togglloxo.ledger.Posting;
import org.togglloxo.sync.CallKind;
import org.togglloxo.sync.Runs;

/** The writes that a plan leaves out, counted; what it reads is counted as in every run, since the run to come reads the same. */
final class PlannedCalls {

    private final Runs runs;

    PlannedCalls(Runs runs) {
        this.runs = runs;
    }

    /** One call makes a person, and others bring the rest. */
    void create(PersonChanges rest) {
        runs.called(CallKind.CREATES, 1);
        update(rest);
    }

    void update(PersonChanges changes) {
        runs.called(
                changes.isSourceTypeAlone() ? CallKind.SOURCE_TYPES : CallKind.UPDATES,
                changes.forms().size());
    }

    /** An application or an event. */
    void post(Posting posting) {
        runs.called(posting.kind().equals(Posting.EVENT) ? CallKind.EVENTS : CallKind.APPLICATIONS, 1);
    }

    /** A job, and what its company lacks. */
    void jobs(int many) {
        runs.called(CallKind.JOBS, many);
    }
}
