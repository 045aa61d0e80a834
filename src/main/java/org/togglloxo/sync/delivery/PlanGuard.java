package org.togglloxo.sync.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.sync.plan.PlannedWrites;

/**
 * Where a run may write nothing but what a plan has shown, this sees to it on one candidate's way; else it lets everything
 * through. What it does not let through is a {@link org.togglloxo.failure.Defer}, as {@link PlannedWrites} says. Used by one thread.
 */
public final class PlanGuard {

    private final PlannedWrites writes;
    private final CandidateRecord begunAs;
    private PlannedWrites.Planned planned;
    private boolean written;

    /** @param begunAs what the ledger had of the candidate at the beginning */
    PlanGuard(Optional<PlannedWrites> writes, CandidateRecord begunAs) {
        this.writes = writes.orElse(null);
        this.begunAs = begunAs;
    }

    boolean isOn() {
        return writes != null;
    }

    /** The candidate must be the one of the plan. */
    void requireCandidate(Delivery mapped) {
        if (isOn() && planned == null) {
            planned = writes.require(begunAs.togglId(), mapped, begunAs.digest());
        }
    }

    /**
     * The person who is about to be written must be the one of the plan.
     *
     * @param person the id; empty for one who is about to be created
     * @param seen SHA-256 of the person as Loxo has them; empty for one who is about to be created
     * @param lines what would be written, as a plan shows it
     */
    public void requirePerson(String person, Supplier<String> seen, Supplier<List<String>> lines) {
        if (isOn()) {
            // what was written on this way is no change of somebody else's
            boolean same = planned != null
                    && (written
                            || planned.person().equals(person) && planned.seen().equals(seen.get()));
            if (!same) {
                throw PlannedWrites.leftOut("changed in Loxo since the plan was made");
            }
            writes.require(planned, lines.get());
            written = true;
        }
    }

    /** An application or an event must have been shown. */
    public void requireLine(String line) {
        if (isOn()) {
            writes.require(planned, List.of(line));
            written = true;
        }
    }

    /** The same of what a plan shows once, of whoever came first. */
    public void requireAnywhere(String line) {
        if (isOn()) {
            writes.requireAnywhere(line);
        }
    }

    /** A job was made that the plan had shown. */
    public void jobMade(String id) {
        if (isOn()) {
            writes.jobMade(id);
        }
    }

    /** Whether the candidate stays as it was, since it is not what the plan has shown. */
    public boolean leavesOut(CandidateResult result) {
        boolean other = planned == null
                || Reason.LEFT_OUT.is(result.reason())
                || Reason.AMBIGUOUS.is(result.reason())
                || result.outcome() == Outcome.SKIPPED
                || result.outcome() == Outcome.UNCHANGED;
        return isOn() && !written && other && result.outcome() != null;
    }
}
