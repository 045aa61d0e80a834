package org.togglloxo.loxo.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.http.KameletConnection;
import org.togglloxo.http.Retries;
import org.togglloxo.http.StatusException;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoProbe;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.person.PersonSearch;
import org.togglloxo.loxo.person.SearchHints;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.AddressLocks;
import org.togglloxo.sync.delivery.AgencyWork;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.delivery.ProcessWork;
import org.togglloxo.sync.delivery.RecentPeople;

/**
 * What the Kamelets that write to Loxo share. Without a ledger a post whose answer was lost is remembered by the context: after
 * Loxo's search had time to catch up, what it made is looked for before it is posted again.
 */
public abstract class LoxoConnection extends KameletConnection {

    private static final int MOST_POSTS = 3;
    private static final int MOST_ABORTED_POSTS = 2;

    private AgencyWork work;
    private LoxoSettings settings;
    private LoxoClient client;
    private LoxoProbe probe;

    LoxoConnection() {
        super("loxo");
    }

    /** As it stands in the agency's addresses at Loxo. */
    public void setAgencySlug(String agencySlug) {
        put("agencySlug", "agency-slug", agencySlug);
    }

    /** Milliseconds that Loxo's search may lag behind: how long a lost post is waited for before it is looked for. */
    public void setIndexLag(String indexLag) {
        put("indexLag", "index-lag", indexLag);
    }

    @Override
    protected Service read(Settings all, List<Problem> problems) {
        settings = LoxoSettings.from(all, problems);
        check(all, problems);
        client = new LoxoClient(
                request -> calls().call(request), settings, new LoxoAnswers(Secrets.of(all)), (request, answer) -> {});
        probe = new LoxoProbe(client, clock);
        return new Service(
                settings.baseUrl(),
                settings.apiKey(),
                settings.responseTimeout(),
                settings.limits(),
                settings.longestWait());
    }

    @Override
    public void start() {
        super.start();
        // one for all Kamelets of a context and its flow: they may write to the same agency
        work = ProcessWork.in(getCamelContext()).of(settings.baseUrl(), settings.agencySlug());
    }

    @Override
    protected Failure meaning(StatusException refusal) {
        return ((LoxoRefusal) refusal).diagnosed(settings, probe.ask(), false);
    }

    /** What else a Kamelet checks. */
    void check(Settings all, List<Problem> problems) {
        // nothing
    }

    LoxoSettings settings() {
        return settings;
    }

    /**
     * Does it while nobody else is at work on the addresses, by their hashes. In the course of a delivery of the flow they are held
     * already, and whoever waited for others would wait for itself.
     */
    <T> T holding(Collection<String> hashes, Exchange message, Held<T> task) throws Exception {
        AddressLocks.Claim ofDelivery = Claims.heldIn(message);
        if (ofDelivery != null) {
            if (!ofDelivery.holds(hashes)) {
                throw new Fail(
                        Reason.MAPPING,
                        "The Kamelet is called while a candidate is delivered, with an address that is none of the candidate's. Call it from 68-after-delivery.camel.yaml, where nothing is held");
            }
            return task.with(null);
        }
        try (AddressLocks.Claim claim = claim(hashes)) {
            requireOpen();
            return task.with(claim);
        }
    }

    /** What is done with a claim; with null where that of a delivery holds. */
    interface Held<T> {
        T with(AddressLocks.Claim claim) throws Exception;
    }

    private AddressLocks.Claim claim(Collection<String> hashes) throws InterruptedException {
        try {
            return work.locks().claim(hashes);
        } catch (Defer late) {
            throw late.saying(
                    "Other messages were at work on the same address for more than five minutes. Send the message again later");
        }
    }

    private void requireOpen() throws InterruptedException {
        if (calls().attempts().isClosedAfter(Duration.ZERO)) {
            throw new Retry(Reason.INTERRUPTED, "The Camel context stops: nothing was done. Send the message again");
        }
    }

    /** Two messages may come to one person by different addresses. */
    void claimPeople(AddressLocks.Claim claim, Collection<String> ids) throws InterruptedException {
        if (claim != null) {
            work.locks().claimPeople(claim, ids);
        }
    }

    /** What the Kamelets of this context did a moment ago. */
    RecentPeople recent() {
        return work.ofKamelets();
    }

    static void refuseSeveral(PersonSearch search) {
        if (search.isAmbiguous()) {
            throw new Fail(
                    Reason.AMBIGUOUS,
                    "The addresses belong to several people in Loxo: %s. Merge them there, then send the message again"
                            .formatted(String.join(", ", search.ids())));
        }
        if (!search.isFound() && search.isCutShort()) {
            throw new Retry(
                    Reason.POSTING_PENDING,
                    "The answer to an earlier message was lost, and whoever it made may be further back than the newest people that are looked through. Send that message again first");
        }
    }

    /** A GET or a PUT, which may be repeated; null where it is an answer that there is no such item. */
    JsonNode call(LoxoRequest request) throws Exception {
        return calls().attempts().insist(() -> client.call(request));
    }

    /**
     * Looks again and again before it posts, after Loxo's search had time to catch up with a post whose answer was lost.
     *
     * @param addresses claimed before, as hashes
     */
    <T> T lookingFirst(Collection<String> addresses, Step<T> step) throws Exception {
        String lostPost = "an earlier message with this address";
        for (int post = 1; ; post++) {
            SearchHints hints = hints(addresses);
            if (isClosedAwaiting(hints)) {
                throw pending(lostPost);
            }
            long begun = clock.millis();
            try {
                return step.tryOnce(hints, post > 1);
            } catch (Fail answered) {
                // with success, and without what was made: it may be there all the same
                if (Reason.NOTHING_SAVED.is(answered.reason()) || Reason.REFUSED.is(answered.reason())) {
                    recent().isUnknown(addresses, ago(begun));
                }
                throw answered;
            } catch (LostAnswer lost) {
                recent().isUnknown(addresses, ago(lost.sentAt));
                lostPost = lost.request.label();
                if (post >= lost.mostPosts) {
                    throw pending(lostPost);
                }
            }
        }
    }

    /** What the flow and the Kamelets of this context did while Loxo's search may not show it. */
    private SearchHints hints(Collection<String> addresses) {
        Duration lag = settings.indexLag();
        return SearchHints.NONE
                .and(work.ofFlows(), addresses, lag, clock)
                .and(work.ofKamelets(), addresses, lag, clock);
    }

    private boolean isClosedAwaiting(SearchHints hints) throws InterruptedException {
        Optional<Long> last = hints.lastPending();
        return last.isPresent()
                && calls().attempts().isClosedAfter(settings.indexLag().minus(ago(last.get())));
    }

    /** How long it is since then (milliseconds). */
    Duration ago(long then) {
        return Duration.ofMillis(clock.millis() - then);
    }

    private static Retry pending(String lostPost) {
        return new Retry(
                Reason.POSTING_PENDING,
                "The answer to %s was lost, and what it makes is not found yet. Send the message again later: it is looked for first"
                        .formatted(lostPost));
    }

    /** A post; refused unheard it is sent again, and of any other error nobody knows what became of it. */
    JsonNode post(LoxoRequest request) throws Exception {
        long sentAt = clock.millis();
        Callable<JsonNode> sent = () -> {
            try {
                return client.call(request);
            } catch (Exception e) {
                boolean aborted = AbortedCalls.isAborted(e);
                boolean lost = aborted || Retries.mayPass(e) && !Retries.isThrottled(e);
                throw lost ? new LostAnswer(request, sentAt, aborted ? MOST_ABORTED_POSTS : MOST_POSTS) : e;
            }
        };
        return calls().attempts().insist(sent);
    }

    /** Looks for what is to be made, and makes it when it is not there. */
    interface Step<T> {
        /** @param again whether this message has posted it before */
        T tryOnce(SearchHints hints, boolean again) throws Exception;
    }

    /** Nobody knows whether a post took place. */
    private static final class LostAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient LoxoRequest request;
        private final long sentAt;
        private final int mostPosts;

        LostAnswer(LoxoRequest request, long sentAt, int mostPosts) {
            super(null, null, false, false);
            this.request = request;
            this.sentAt = sentAt;
            this.mostPosts = mostPosts;
        }
    }
}
