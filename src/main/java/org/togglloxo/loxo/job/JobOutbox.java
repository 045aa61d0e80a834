package org.togglloxo.loxo.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.sync.delivery.AddressLocks;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/** What the ledger knows of the jobs that were made for openings, so that each is made once. */
public final class JobOutbox {

    private final Ledger ledger;
    private final Jobs jobs;
    private final Runs runs;
    private final RunNotes notes;
    private final IndexLag lag;
    private final Claims claims;

    public JobOutbox(Ledger ledger, Jobs jobs, Runs runs, RunNotes notes, IndexLag lag, Claims claims) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.runs = runs;
        this.notes = notes;
        this.lag = lag;
        this.claims = claims;
    }

    /** Leave to make jobs and their companies: several openings, of several workspaces, may have one title. */
    AddressLocks.Claim claim() throws InterruptedException {
        return claims.claimMaking("jobs made for openings");
    }

    /** For this opening under whatever title, or for another one under the same title. */
    Optional<Job> made(Opening opening, String title) {
        return rows(opening, title)
                .filter(row -> row.isDone() && !jobs.isLost(row.loxoId()))
                .map(row -> Job.of(row.loxoId()))
                .findFirst();
    }

    /**
     * Loxo's jobs are read anew; what was sent without an answer is settled where it is there.
     *
     * @throws Retry while Loxo may still be at work on it
     */
    Job lookAgain(Opening opening, String title) {
        Set<String> titles = new LinkedHashSet<>(List.of(title, opening.title()));
        List<OutboxEntry> pending =
                rows(opening, title).filter(OutboxEntry::isPending).toList();
        pending.forEach(row -> titles.add(row.target()));
        Job now = jobs.again(opening, titles);
        if (now.isFound() && !pending.isEmpty()) {
            confirm(opening, title, entry(opening, title).about(now.id()));
        }
        if (now.missing() && pending.stream().anyMatch(row -> lag.hides(row.intentAt()))) {
            throw lag.wait(Reason.POSTING_PENDING, "POST /jobs for opening " + opening.id(), "the job");
        }
        return now;
    }

    /**
     * Makes it; the intent is recorded before and the id after.
     *
     * @param post makes the call, and returns the job's id
     * @throws Exception what the call threw
     */
    Job make(Opening opening, String title, AddressLocks.Claim claim, Callable<String> post) throws Exception {
        OutboxEntry entry = entry(opening, title);
        OutboxEntry intended = ledger.outbox().intend(entry, claim);
        String id;
        try {
            id = post.call();
        } catch (Exception e) {
            if (IndexLag.isRuledOutBy(e)) {
                ledger.outbox().retract(entry);
            } else {
                ledger.outbox().stillPending(intended);
            }
            throw e;
        }
        confirm(opening, title, entry.about(id));
        return Job.of(id);
    }

    private OutboxEntry entry(Opening opening, String title) {
        return ledger.outbox().asItStands(opening.outboxEntry(title));
    }

    private Stream<OutboxEntry> rows(Opening opening, String title) {
        return Stream.concat(
                ledger.outbox().of(Opening.key(opening.id())).stream(),
                ledger.outbox().all(OutboxEntry.JOB, Opening.lowerCase(title)).stream());
    }

    private void confirm(Opening opening, String title, OutboxEntry made) {
        ledger.outbox().confirm(made);
        if (!runs.planning()) {
            notes.tell(
                    RemarkCode.JOB_MADE,
                    "Made job %s ('%s') for opening %s".formatted(made.loxoId(), title, opening.id()));
        }
    }
}
