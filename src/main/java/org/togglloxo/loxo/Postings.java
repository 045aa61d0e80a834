package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Attempts;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.Posting;
import org.togglloxo.ledger.PostingLedger;
import org.togglloxo.sync.Runs;

/** The steps by which an application or an event is posted once, through crashes and lost answers. */
public final class Postings {

    private final IndexLag lag;
    private final LoxoAnswers answers;
    private final PostingLedger ledger;
    private final Runs runs;

    Postings(IndexLag lag, LoxoAnswers answers, PostingLedger ledger, Runs runs) {
        this.lag = lag;
        this.answers = answers;
        this.ledger = ledger;
        this.runs = runs;
    }

    public boolean hasQuestion(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.hasNext();
    }

    public LoxoRequest question(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.request();
    }

    public void learn(@Variable("inquiry") Inquiry inquiry, @Variable("call") String call, @Body JsonNode page) {
        inquiry.learn(page);
        if (inquiry.isCutShort()) {
            unanswered(inquiry, "there is no end to the answer to " + call);
        }
    }

    /**
     * Loxo does not tell what was asked. Where the answer to an application was lost before, nobody knows whether it took
     * place; an event is rather missed than told twice.
     *
     * @throws Fail for such an application
     */
    public void unanswered(
            @Variable("inquiry") Inquiry inquiry, @ExchangeException HttpOperationFailedException refusal) {
        unanswered(
                inquiry,
                "%d to %s".formatted(refusal.getStatusCode(), inquiry.request().label()));
    }

    private static void unanswered(Inquiry inquiry, String why) {
        if (inquiry.post() instanceof PersonEvent) {
            inquiry.take();
        } else if (inquiry.post().posting().isPending()) {
            throw new Fail(
                    "posting-unknown",
                    "The answer to %s was lost, and Loxo does not tell whether it took place (%s). %s"
                            .formatted(
                                    inquiry.post().label(), why, inquiry.post().howToSettle()));
        }
        inquiry.giveUp();
    }

    /** Step {@code check-posted}: it took place. */
    public void taken(@Variable("inquiry") Inquiry inquiry, @Body JsonNode answer) {
        answers.requireSaved(inquiry.post().label(), answer);
        ledger.confirm(inquiry.post().posting());
        runs.posted(inquiry.post().posting().kind());
    }

    /** Whether it is to be sent now. */
    public boolean isDue(@Variable("inquiry") Inquiry inquiry) {
        return !inquiry.isThere() && !inquiry.post().posting().isDone();
    }

    /** What {@code plan} shows of it. */
    public List<String> plan(@Variable("inquiry") Inquiry inquiry, @Variable("planned") List<String> planned) {
        List<String> lines = new ArrayList<>(planned == null ? List.of() : planned);
        lines.add(inquiry.post().line());
        return lines;
    }

    /**
     * Step {@code record-posting-intent}.
     *
     * @throws Retry while Loxo may still be at work on an earlier one
     */
    public Posting intend(
            @Variable("inquiry") Inquiry inquiry,
            @Variable("claim") Ledger.Claim claim,
            @Variable("known") Known known) {
        Posting posting = inquiry.post().posting();
        if (lastIntent(inquiry.post()).filter(lag::hides).isPresent()) {
            throw lag.wait("posting-pending", inquiry.post().label(), "it");
        }
        return ledger.intend(posting, claim, known);
    }

    /** One person applies once, by whichever candidate. */
    private Optional<Long> lastIntent(Post post) {
        Posting posting = post.posting();
        return post instanceof Application && posting.loxoId() != null
                ? ledger.lastIntentFor(posting.loxoId(), posting.kind(), posting.target())
                : Optional.ofNullable(posting.intentAt());
    }

    public LoxoRequest form(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.post().write();
    }

    /**
     * Step {@code note-what-became-of-posting}: a refused one did not take place; one that ended in any other way may have.
     *
     * @throws Exception the trouble itself, but for an event that Loxo refuses: events rest then, while the run goes on
     */
    public void troubled(
            @Variable("inquiry") Inquiry inquiry,
            @Variable("posting") Posting intended,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception trouble)
            throws Exception {
        if (!IndexLag.isRuledOutBy(trouble)) {
            ledger.stillPending(intended);
            throw trouble;
        }
        ledger.retract(inquiry.post().posting());
        if (Attempts.isThrottled(trouble) || trouble instanceof Stop || inquiry.post() instanceof Application) {
            throw trouble;
        }
        runs.rest(Events.NONE);
        runs.remark(
                "event-refused",
                "Loxo refused %s (%s): %s any more in this run"
                        .formatted(inquiry.post().label(), words(trouble), Events.NONE));
    }

    private static String words(Exception trouble) {
        return trouble instanceof HttpOperationFailedException answer
                ? answer.getStatusCode() + " " + answer.getResponseBody()
                : trouble.getMessage();
    }

    /** Step {@code record-posted-before}: it took place before, by whomever. */
    public void settle(@Variable("inquiry") Inquiry inquiry) {
        Posting posting = inquiry.post().posting();
        if (!ledger.asItStands(posting).isDone()) {
            ledger.confirm(posting);
        }
    }
}
