package org.togglloxo.sync.run;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.settings.Scope;

/** What is noted of a run while it is under way, beside the outcomes: remarks, features not used any more, posts and calls. */
public final class RunNotes {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final CurrentRun own;
    private final boolean planning;
    private final Scope agency;

    RunNotes(CurrentRun own, boolean planning) {
        this(own, planning, Scope.ONLY);
    }

    private RunNotes(CurrentRun own, boolean planning, Scope agency) {
        this.own = own;
        this.planning = planning;
        this.agency = agency;
    }

    /** The same for what one agency is delivered into: each remark says which, and what is disabled is so for this one. */
    public RunNotes of(Scope scope) {
        return new RunNotes(own, planning, scope.ofAgency());
    }

    /**
     * Something that concerns the run as a whole and does not end it; said once, at once in the log and again at the
     * run's end.
     *
     * @param code for scripts, such as {@code field-unknown}
     */
    public void remark(RemarkCode code, String message) {
        String said = agency.said(message);
        if (isNew(code, said)) {
            LOG.warn("run {}: {} ({})", own.current().id, said, code.code());
        }
    }

    /** The same for something that went as it should. */
    public void tell(RemarkCode code, String message) {
        String said = agency.said(message);
        if (isNew(code, said)) {
            LOG.info("run {}: {} ({})", own.current().id, said, code.code());
        }
    }

    /** The sentence with the names that the settings of this agency have. */
    public String named(String sentence) {
        return agency.named(sentence);
    }

    private boolean isNew(RemarkCode code, String message) {
        Run current = own.current();
        return current != null && current.remark(new Remark(code.code(), message)) && !planning;
    }

    /** What was remarked in this run so far. */
    public List<Remark> remarks() {
        Run current = own.current();
        return current == null ? List.of() : current.remarks();
    }

    /** A feature is not used any more in this run. */
    public void disable(String feature) {
        Run current = own.current();
        if (current != null) {
            current.disable(agency.agency() + ' ' + feature);
        }
    }

    public boolean isDisabled(String feature) {
        Run current = own.current();
        return current != null && current.isDisabled(agency.agency() + ' ' + feature);
    }

    /** An application or an event took place. */
    public void posted(String kind) {
        Run current = own.current();
        if (current != null) {
            current.tally.posted(kind);
        }
    }

    /** Calls were answered, or a plan would make them. */
    public void called(CallKind kind, long times) {
        Run current = own.current();
        if (current != null) {
            current.tally.called(kind, times);
        }
    }
}
