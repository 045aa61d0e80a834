package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.loxo.api.LookUpSettings;
import org.togglloxo.loxo.api.LookUpSettings.Way;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.person.KnownPeople.Witnesses;
import org.togglloxo.sync.delivery.BulkLookUp;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.LookedUp;
import org.togglloxo.sync.run.Runs;

/**
 * Looks for many candidates at once, by the cheapest way that this agency is seen to support; a way whose answers are refused,
 * cut off or without evidence is given up for the rest of the run, and the next one is asked.
 */
public final class PeopleLookUp implements BulkLookUp {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleLookUp.class);

    /** Below that the first page costs as much as it spares. */
    private static final int WORTH_A_PAGE = 3;

    private final LoxoClient client;
    private final LookUpSettings settings;
    private final PeopleIndex index;
    private final Runs runs;
    private final Clock clock;
    private final Clock ledgerClock;
    private volatile State state = new State(-1);

    public PeopleLookUp(
            LoxoClient client, LookUpSettings settings, PeopleIndex index, Runs runs, Clock clock, Clock ledgerClock) {
        this.client = client;
        this.settings = settings;
        this.index = index;
        this.runs = runs;
        this.clock = clock;
        this.ledgerClock = ledgerClock;
    }

    /** What is known of the agency in one run. */
    private static final class State {

        private final long run;
        private KnownPeople known = KnownPeople.NONE;
        private long people;
        private long readAt;
        private boolean isRead;
        private boolean batch = true;
        private boolean walk = true;
        private int failures;

        State(long run) {
            this.run = run;
        }
    }

    @Override
    public boolean gathers() {
        State now = state;
        boolean open = now.run != runs.generation() || now.batch || now.walk;
        return open && !index.isFresh();
    }

    @Override
    public boolean fits(Set<String> addresses) {
        return BatchQuery.fits(addresses);
    }

    @Override
    public LookedUp ask(Set<String> addresses, long need, Exchange course) throws Exception {
        if (state.run != runs.generation()) {
            state = new State(runs.generation());
            state.batch = settings.way() != Way.WALK;
            state.walk = settings.way() != Way.BATCH;
        }
        while (state.batch || state.walk) {
            boolean begun = false;
            boolean batch = false;
            try {
                if (!index.isFresh() && !readFirstPage(need, course)) {
                    return LookedUp.NOTHING;
                }
                begun = true;
                batch = !index.isFresh() && state.batch && !state.known.isEmpty();
                if (!batch && !index.isFresh() && !state.walk) {
                    return LookedUp.NOTHING;
                }
                Optional<LookedUp> answer = batch ? batch(addresses, course) : walk(addresses, need, course);
                state.failures = 0;
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (Exception e) {
                if (!isGivenUpFor(e)) {
                    throw e;
                }
                LOG.debug("looking for many at once", e);
            }
            // without a first page there is no way at all
            state.batch &= begun && !batch;
            state.walk &= begun && batch;
            LOG.info(
                    "Loxo is not asked for many people {} any more in this run (loxo.lookup)",
                    batch ? "by one query" : "by a walk through all of them");
        }
        return LookedUp.NOTHING;
    }

    /** It tells how many people there are, who is known to be there, and of a small agency everything. */
    private boolean readFirstPage(long need, Exchange course) throws Exception {
        boolean stale = clock.millis() - state.readAt >= settings.age().toMillis();
        if (state.isRead && !(stale && state.known.isEmpty())) {
            return true;
        }
        if (settings.way() == Way.AUTO && need < WORTH_A_PAGE) {
            return false;
        }
        long askedAt = clock.millis();
        PeoplePage first = new PeoplePage(calls(course).call(PeoplePage.request(List.of(), PeoplePage.first(1))));
        List<JsonNode> lines = first.lines();
        state.people = first.total(Long.MAX_VALUE);
        state.known = KnownPeople.in(lines);
        state.readAt = askedAt;
        state.isRead = true;
        if (first.isList() && lines.size() < PeoplePage.FULL && state.people <= lines.size()) {
            index.isAll(lines, askedAt);
        }
        return true;
    }

    private Optional<LookedUp> batch(Set<String> addresses, Exchange course) throws Exception {
        Optional<Witnesses> witnesses = state.known.witnesses(addresses, BatchQuery.KNOWN);
        if (witnesses.isEmpty() || !fits(addresses)) {
            return Optional.of(LookedUp.NOTHING);
        }
        long askedAt = clock.millis();
        long askedAtByLedger = ledgerClock.millis();
        BatchQuery query = new BatchQuery(addresses, witnesses.get());
        boolean more = true;
        while (more) {
            more = query.learn(new PeoplePage(calls(course).call(query.request())));
        }
        return query.isProof()
                ? Optional.of(answer(query.holders(), Map.of(), askedAt, askedAtByLedger))
                : Optional.empty();
    }

    /** A walk that is not ended here goes on in the next run. */
    private void goOn() {
        runs.listing().movedOn();
        if (runs.stopping()) {
            throw new RejectedExecutionException("the run stops");
        }
    }

    private Optional<LookedUp> walk(Set<String> addresses, long need, Exchange course) throws Exception {
        if (!index.isFresh()) {
            boolean cheap = settings.way() == Way.WALK || index.cost(state.people) < need;
            if (!cheap || !index.refresh(calls(course), this::goOn)) {
                return Optional.empty();
            }
        }
        Map<String, List<LoxoPerson>> nobody = new HashMap<>();
        Map<String, List<String>> indexed = new HashMap<>();
        for (String address : addresses) {
            List<String> holders = index.holders(address);
            if (holders.isEmpty()) {
                nobody.put(address, List.of());
            } else {
                indexed.put(address, holders);
            }
        }
        long ago = clock.millis() - index.askedAt();
        return Optional.of(answer(nobody, indexed, index.askedAt(), ledgerClock.millis() - ago));
    }

    private BulkAnswer answer(
            Map<String, List<LoxoPerson>> holders, Map<String, List<String>> indexed, long askedAt, long byLedger) {
        return new BulkAnswer(holders, indexed, askedAt, byLedger, settings.age(), clock);
    }

    /** What may pass is asked once more, as the error handling says; the truth is in the answers to single questions. */
    private boolean isGivenUpFor(Exception error) {
        if (error instanceof Stop
                || error instanceof InterruptedException
                || error instanceof RejectedExecutionException
                || error instanceof LoxoRefusal refusal && refusal.means(Meaning.THROTTLED)) {
            return false;
        }
        boolean lasting = error instanceof Defer
                || error instanceof Fail
                || error instanceof LoxoRefusal refusal && !refusal.mayPass();
        return lasting || ++state.failures > 1;
    }

    /** Its failures are not the candidate's, in whose course it is made. */
    private LoxoCalls calls(Exchange course) {
        return request -> {
            DeliveryAttempt.calls(course, request.label());
            return client.call(request);
        };
    }
}
