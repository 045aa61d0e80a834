package org.togglloxo.loxo.posting;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Retries;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.OutboxTable;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.person.People;
import org.togglloxo.loxo.person.PlannedCalls;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.run.RemarkCode;
import org.togglloxo.sync.run.Runs;

/** Posts an application or an event once, through crashes and lost answers. */
public final class Outbox {

    private final LoxoClient client;
    private final IndexLag lag;
    private final OutboxTable ledger;
    private final Runs runs;
    private final PlannedCalls planned;

    public Outbox(LoxoClient client, IndexLag lag, OutboxTable ledger, Runs runs) {
        this.client = client;
        this.lag = lag;
        this.ledger = ledger;
        this.runs = runs;
        this.planned = new PlannedCalls(runs);
    }

    /** Asks whether it took place where that is in doubt; else records the intent, posts, and confirms. */
    void post(Exchange exchange, ExistenceCheck existence) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        ask(exchange, existence);
        if (!existence.isThere() && !existence.post().posting().isDone()) {
            if (runs.planning()) {
                attempt.plan(List.of(existence.post().line()));
                planned.post(existence.post().posting());
            } else {
                People.requirePerson(exchange);
                attempt.guard().requireLine(existence.post().line());
                postNow(exchange, existence, intended(existence, attempt));
            }
        } else if (!runs.planning()) {
            settle(existence.post().posting());
        }
    }

    private void ask(Exchange exchange, ExistenceCheck existence) throws Exception {
        try {
            existence.ask(request -> client.call(request, exchange));
        } catch (LoxoRefusal refusal) {
            if (refusal.mayPass()) {
                throw refusal;
            }
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
        } else if (existence.post().posting().isPending()) {
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
        OutboxEntry posting = existence.post().posting();
        if (lastIntent(existence.post()).filter(lag::hides).isPresent()) {
            throw lag.wait(Reason.POSTING_PENDING, existence.post().label(), "it");
        }
        return ledger.intend(posting, attempt.claim(), attempt.known());
    }

    /** One person applies once, by whichever candidate. */
    private Optional<Long> lastIntent(OutboxPost post) {
        OutboxEntry posting = post.posting();
        return post instanceof Application && posting.loxoId() != null
                ? ledger.lastIntentFor(posting.loxoId(), posting.kind(), posting.target())
                : Optional.ofNullable(posting.intentAt());
    }

    private void postNow(Exchange exchange, ExistenceCheck existence, OutboxEntry intended) throws Exception {
        OutboxPost post = existence.post();
        try {
            LoxoAnswers.requireSaved(post.label(), client.call(post.write(), exchange));
        } catch (Exception e) {
            noteTrouble(post, intended, e);
            return;
        }
        ledger.confirm(post.posting());
        runs.notes().posted(post.posting().kind());
    }

    /**
     * A refused one did not take place; one that ended in any other way may have.
     *
     * @throws Exception the trouble itself, but for an event that Loxo refuses: events rest then, while the run goes on
     */
    private void noteTrouble(OutboxPost post, OutboxEntry intended, Exception trouble) throws Exception {
        if (!IndexLag.isRuledOutBy(trouble)) {
            ledger.stillPending(intended);
            throw trouble;
        }
        ledger.retract(post.posting());
        if (Retries.isThrottled(trouble) || trouble instanceof Stop || post instanceof Application) {
            throw trouble;
        }
        runs.notes().disable(Events.NONE);
        runs.notes()
                .remark(
                        RemarkCode.EVENT_REFUSED,
                        "Loxo refused %s (%s): %s any more in this run"
                                .formatted(post.label(), words(trouble), Events.NONE));
    }

    private static String words(Exception trouble) {
        return trouble instanceof LoxoRefusal answer
                ? answer.getStatusCode() + " " + answer.getResponseBody()
                : trouble.getMessage();
    }

    /** It took place before, by whomever. */
    private void settle(OutboxEntry posting) {
        if (!ledger.asItStands(posting).isDone()) {
            ledger.confirm(posting);
        }
    }
}
