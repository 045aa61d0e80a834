package org.togglloxo.sync.run;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RemarkCode;

/** What is noted of a run while it is under way, beside the outcomes: remarks, features not used any more, posts and calls. */
public final class RunNotes {

    // one log for all that is said of a run
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final CurrentRun own;
    private final boolean planning;

    RunNotes(CurrentRun own, boolean planning) {
        this.own = own;
        this.planning = planning;
    }

    /**
     * Something that concerns the run as a whole and does not end it; said once, at once in the log and again at the
     * run's end.
     *
     * @param code for scripts, such as {@code field-unknown}
     */
    public void remark(RemarkCode code, String message) {
        if (isNew(code, message)) {
            LOG.warn("run {}: {} ({})", own.current().id, message, code.code());
        }
    }

    /** The same for something that went as it should. */
    public void tell(RemarkCode code, String message) {
        if (isNew(code, message)) {
            LOG.info("run {}: {} ({})", own.current().id, message, code.code());
        }
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
            current.disable(feature);
        }
    }

    public boolean isDisabled(String feature) {
        Run current = own.current();
        return current != null && current.isDisabled(feature);
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
