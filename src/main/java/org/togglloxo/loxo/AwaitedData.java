package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.togglloxo.candidate.Waits;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.loxo.job.Jobs;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.loxo.reference.SourceTypes;
import org.togglloxo.sync.delivery.IdempotencyCheck;
import org.togglloxo.togglhire.TogglNames;

/** What delivered candidates wait for: a job, or lists. Each list is asked for at most once a run, and only where somebody waits for it. */
record AwaitedData(Jobs jobs, ReferenceData reference, SourceTypes sourceTypes, TogglNames names)
        implements IdempotencyCheck.Waiting {

    private static final String GOES_ON = "what waits for it goes on waiting";

    /** One of several things is enough: the rest is waited for again after what it brings is delivered. */
    @Override
    public boolean isOver(CandidateRecord known, JsonNode candidate) {
        return jobs.isOver(known, candidate)
                || new Waits(known.waits()).lists().stream().anyMatch(this::isThere);
    }

    /** So is one without a name: what is delivered next says which it was. */
    private boolean isThere(String list) {
        Optional<String> path = ReferenceData.pathOf(list);
        if (path.isEmpty()) {
            return list.isEmpty() || !names.lack(list);
        }
        return path.get().equals(SourceTypes.PATH)
                ? sourceTypes.unread().isEmpty()
                : reference.unread(path.get(), GOES_ON).isEmpty();
    }
}
