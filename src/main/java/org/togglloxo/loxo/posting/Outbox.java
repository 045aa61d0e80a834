package org.togglloxo.loxo.posting;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Retries;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.OutboxTable;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.job.Jobs;
import org.togglloxo.loxo.person.People;
import org.togglloxo.loxo.person.PlannedCalls;
import org.togglloxo.loxo.reference.LoxoAgency;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/** Posts an application or an event once, through crashes and lost answers. */
public final class Outbox {

    private final LoxoClient client;
    private final LoxoAgency agency;
    private final IndexLag lag;
    private final OutboxTable ledger;
    private final Jobs jobs;
    private final Runs runs;
    private final RunNotes notes;
    private final PlannedCalls planned;

    public Outbox(
            LoxoClient client,
            LoxoAgency agency,
            IndexLag lag,
            OutboxTable ledger,
            Jobs jobs,
            Runs runs,
            RunNotes notes) {
        this.client = client;
        this.agency = agency;
        this.lag = lag;
        this.ledger = ledger;
        this.jobs = jobs;
        this.runs = runs;
        this.notes = notes;
        this.planned = new PlannedCalls(runs);
    }

    /** Asks whether it took place where that is in doubt; else records the intent, posts, and confirms. */
    void post(Exchange exchange, ExistenceCheck existence) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        ask(exchange, existence);
        if (!existence.isThere() && !existence.post().entry().isDone()) {
            if (runs.planning()) {
                attempt.plan(List.of(existence.post().line()));
                planned.post(existence.post().entry());
            } else {
                People.requirePerson(exchange);
                attempt.guard().requireLine(existence.post().line());
                postNow(exchange, existence, intended(existence, attempt));
            }
        } else if (!runs.planning()) {
            settle(existence.post().entry());
        }
    }

    private void ask(Exchange exchange, ExistenceCheck existence) throws Exception {
        try {
            existence.ask(request -> client.call(request, exchange));
        } catch (LoxoRefusal refusal) {
            if (refusal.mayPass()) {
                throw refusal;
            }
            requireJob(existence.post(), refusal);
            unanswered(
                    existence,
                    "%d to %s"
                            .formatted(
                                    refusal.getStatusCode(), refusal.request().label()));
        }
        if (existence.isCutShort()) {
            unanswered(
                    existence,
                    "there is no end to the answer to "
                            + existence.post().question().label());
        }
    }

    /**
     * Loxo does not tell what was asked. Where the answer to an application was lost before, nobody knows whether it took
     * place; an event is rather missed than told twice.
     *
     * @throws Fail for such an application
     */
    private static void unanswered(ExistenceCheck existence, String why) {
        if (existence.post() instanceof PersonEvent) {
            existence.take();
        } else if (existence.post().entry().isPending()) {
            throw new Fail(
                    Reason.POSTING_UNKNOWN,
                    "The answer to %s was lost, and Loxo does not tell whether it took place (%s). %s"
                            .formatted(
                                    existence.post().label(),
                                    why,
                                    existence.post().howToSettle()));
        }
        existence.giveUp();
    }

    /** @throws Retry while Loxo may still be at work on an earlier one */
    private OutboxEntry intended(ExistenceCheck existence, DeliveryAttempt attempt) {
        OutboxEntry entry = existence.post().entry();
        if (lastIntent(existence.post()).filter(lag::hides).isPresent()) {
            throw lag.wait(Reason.POSTING_PENDING, existence.post().label(), "it");
        }
        return ledger.intend(entry, attempt.claim(), attempt.known());
    }

    /** One person applies once, by whichever candidate. */
    private Optional<Long> lastIntent(OutboxPost post) {
        OutboxEntry entry = post.entry();
        return post instanceof Application && entry.loxoId() != null
                ? ledger.lastIntentFor(entry.loxoId(), entry.kind(), entry.target())
                : Optional.ofNullable(entry.intentAt());
    }

    private void postNow(Exchange exchange, ExistenceCheck existence, OutboxEntry intended) throws Exception {
        OutboxPost post = existence.post();
        try {
            LoxoRequest write = post.write();
            post.requireSaved(write, client.call(write, exchange));
        } catch (Exception e) {
            noteError(post, intended, e);
            return;
        }
        ledger.confirm(post.entry());
        notes.posted(post.entry().kind());
    }

    /**
     * A refused one did not take place; one that ended in any other way may have.
     *
     * @throws Exception the error itself, but for an event that Loxo refuses: the run goes on without it, and where it is not about
     *     this one event without any
     */
    private void noteError(OutboxPost post, OutboxEntry intended, Exception error) throws Exception {
        if (!IndexLag.isRuledOutBy(error)) {
            ledger.stillPending(intended);
            throw error;
        }
        requireJob(post, error);
        ledger.retract(post.entry());
        if (Retries.isThrottled(error) || error instanceof Stop || post instanceof Application) {
            throw error;
        }
        if (error instanceof LoxoRefusal refusal && refusal.means(Meaning.REFUSED)) {
            agency.stopWhereAllIsRefused(refusal);
        }
        boolean all = StatusException.means(error, Meaning.REFUSED) || StatusException.means(error, Meaning.ELSEWHERE);
        if (all) {
            notes.disable(Events.NONE);
        }
        notes.remark(
                RemarkCode.EVENT_REFUSED,
                "Loxo refused %s (%s): %s"
                        .formatted(
                                post.label(),
                                words(error),
                                all
                                        ? Events.NONE
                                                + " any more in this run. Once events are allowed, those that are missing are recorded after: retry --all"
                                        : "a candidate is delivered without it. Once it is put right, use: retry "
                                                + post.entry().togglId()));
    }

    /**
     * Nobody is put forward for a job that is not there.
     *
     * @throws Retry where the job was deleted in Loxo: the step is repeated, and looks for the opening's job anew
     */
    private void requireJob(OutboxPost post, Exception error) {
        if (!(post instanceof Application)
                || !(error instanceof LoxoRefusal refusal)
                || !refusal.isGone()
                || !jobs.isLostNow(post.entry().target())) {
            return;
        }
        if (!runs.planning()) {
            ledger.retract(post.entry());
        }
        throw new Retry(
                Reason.CHANGED_MEANWHILE,
                "Job %s was deleted in Loxo; the job of the opening is looked for anew"
                        .formatted(post.entry().target()));
    }

    private static String words(Exception error) {
        return error instanceof LoxoRefusal answer
                ? answer.getStatusCode() + " " + answer.getResponseBody()
                : error.getMessage();
    }

    /** It took place before, by whomever. */
    private void settle(OutboxEntry entry) {
        if (!ledger.asItStands(entry).isDone()) {
            ledger.confirm(entry);
        }
    }
}
