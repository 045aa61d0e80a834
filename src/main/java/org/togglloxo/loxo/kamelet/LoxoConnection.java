package org.togglloxo.loxo.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.spi.Registry;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.http.KameletConnection;
import org.togglloxo.http.Retries;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.person.PersonSearch;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.AddressLocks;

/**
 * What the Kamelets that write to Loxo share. Without a ledger a post whose answer was lost is known of as long as it takes to
 * look for what it made: after Loxo's search had time to catch up, it is looked for before it is posted again.
 */
public abstract class LoxoConnection extends KameletConnection {

    private static final int MOST_POSTS = 3;
    private static final int MOST_ABORTED_POSTS = 2;
    private static final String LOCKS = "toggl-loxo-kamelet-locks";

    private AddressLocks locks;
    private LoxoSettings settings;
    private LoxoClient client;

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
        // one for all Kamelets of a context: two of them may write to the same agency
        Registry registry = getCamelContext().getRegistry();
        locks = (AddressLocks) registry.lookupByName(LOCKS);
        if (locks == null) {
            locks = AddressLocks.alone();
            registry.bind(LOCKS, locks);
        }
    }

    /** What else a Kamelet checks. */
    void check(Settings all, List<Problem> problems) {
        // nothing
    }

    LoxoSettings settings() {
        return settings;
    }

    AddressLocks.Claim claim(Collection<String> hashes) throws InterruptedException {
        return locks.claim(hashes);
    }

    /** Two messages may come to one person by different addresses. */
    void claimPeople(AddressLocks.Claim claim, Collection<String> ids) throws InterruptedException {
        locks.claimPeople(claim, ids);
    }

    static void refuseSeveral(PersonSearch search) {
        if (search.isAmbiguous()) {
            throw new Fail(
                    Reason.AMBIGUOUS,
                    "The addresses belong to several people in Loxo: %s. Merge them there, then send the message again"
                            .formatted(String.join(", ", search.ids())));
        }
    }

    /** A GET or a PUT, which may be repeated; null where it is an answer that there is no such item. */
    JsonNode call(LoxoRequest request) throws Exception {
        return calls().attempts().insist(() -> client.call(request));
    }

    /** Looks again and again before it posts: {@code step} is given when the last post was sent, or null. */
    <T> T lookingFirst(Step<T> step) throws Exception {
        Long sentAt = null;
        for (int post = 1; ; post++) {
            try {
                return step.tryOnce(sentAt);
            } catch (LostAnswer lost) {
                sentAt = lost.sentAt;
                if (post >= lost.mostPosts || calls().attempts().isClosedAfter(settings.indexLag())) {
                    throw lost.explained();
                }
            }
        }
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
        T tryOnce(Long sentAt) throws Exception;
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

        Retry explained() {
            return new Retry(
                    Reason.POSTING_PENDING,
                    "The answer to %s was lost again and again, and what it makes is not found yet. Send the message again later: it is looked for first"
                            .formatted(request.label()));
        }
    }
}
