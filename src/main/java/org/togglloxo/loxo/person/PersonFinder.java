package org.togglloxo.loxo.person;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Evidence;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.person.SearchHints.OwnPerson;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.LookedUp;

/** Who a candidate is in Loxo, a create whose answer never came settled first. */
public final class PersonFinder {

    private static final String ASKED_AT = "toggl-loxo-asked-at";
    private static final String OPEN_SEARCH = "toggl-loxo-open-search";

    private final Claims claims;
    private final LoxoClient client;
    private final Ledger ledger;
    private final PersonRules rules;
    private final IndexLag lag;
    private final LongPredicate tooOld;

    /** @param tooOld whether what was asked at a time (milliseconds, by the ledger) is too old by the time that Loxo may be called */
    public PersonFinder(
            Claims claims, LoxoClient client, Ledger ledger, PersonRules rules, IndexLag lag, LongPredicate tooOld) {
        this.claims = claims;
        this.client = client;
        this.ledger = ledger;
        this.rules = rules;
        this.lag = lag;
        this.tooOld = tooOld;
    }

    /**
     * Sets {@code found} and, where one person was found, {@code loxo-id}. It may be part of a step that is repeated, whose
     * repetitions go on being counted.
     */
    void find(Exchange exchange) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        PersonSearch search = attempt.isTrial() ? PersonSearch.ofNobody() : search(exchange, attempt);
        search.keptBy(exchange);
        exchange.setVariable(Variables.FOUND, search.howMany());
        search.onlyId().ifPresent(id -> exchange.setVariable(Variables.LOXO_ID, id));
    }

    /** Whether somebody was looked for so long ago that others may have created them meanwhile. */
    boolean isOutdated(Exchange exchange) {
        Long askedAt = exchange.getProperty(ASKED_AT, Long.class);
        return askedAt != null && tooOld.test(askedAt);
    }

    /** One that was interrupted goes on where it was. */
    private PersonSearch search(Exchange exchange, DeliveryAttempt attempt) throws Exception {
        claims.claimAddresses(exchange);
        Delivery delivery = exchange.getVariable(Variables.DELIVERY, Delivery.class);
        PersonSearch search = exchange.getProperty(OPEN_SEARCH, PersonSearch.class);
        if (search == null) {
            LookedUp before = attempt.lookedUp();
            exchange.setProperty(
                    ASKED_AT,
                    before instanceof BulkAnswer learnt && learnt.isFresh()
                            ? learnt.askedAtByLedger()
                            : lag.clock().millis());
            search = planned(claims.claimKnown(attempt, delivery), delivery, before);
            exchange.setProperty(OPEN_SEARCH, search);
        }
        LoxoCalls calls = request -> client.call(request, exchange);
        search.ask(calls);
        Optional<String> survivor = survivor(attempt.known(), search, calls);
        if (survivor.isPresent()) {
            attempt.known(lost(attempt.known(), search));
            OwnPerson own = new OwnPerson(survivor.get(), List.of(), rules.overwrites(attempt.known()));
            search = search.ofSurvivor(own, delivery.emails());
            exchange.setProperty(OPEN_SEARCH, search);
            search.ask(calls);
        }
        exchange.removeProperty(OPEN_SEARCH);
        attempt.known(settle(attempt.known(), delivery, search));
        claims.claimFound(search, attempt.claim());
        return search;
    }

    /** Whether Loxo has neither the candidate's person any more nor anybody with an address of the candidate. */
    private static boolean leadsToNobody(CandidateRecord known, PersonSearch search) {
        return search.gone().contains(known.loxoId()) && !search.isFound() && !search.isAmbiguous();
    }

    /** Whom the candidate's person was merged into, where they lead to nobody and Loxo tells it. */
    private static Optional<String> survivor(CandidateRecord known, PersonSearch search, LoxoCalls calls)
            throws Exception {
        if (!leadsToNobody(known, search)) {
            return Optional.empty();
        }
        MergeLookup merges = MergeLookup.ofGone(known.loxoId());
        try {
            merges.ask(calls);
        } catch (LoxoRefusal refusal) {
            if (refusal.mayPass()) {
                throw refusal;
            }
            // a key that may not read the list tells as little as one that lists nobody
        }
        return merges.isMerged() ? Optional.of(merges.getSurvivor()) : Optional.empty();
    }

    /** What is known without the people who are gone. */
    private CandidateRecord lost(CandidateRecord known, PersonSearch search) {
        search.gone().forEach(ledger.addresses()::forgetPerson);
        return search.gone().contains(known.loxoId()) ? ledger.lose(known) : known;
    }

    private PersonSearch planned(Evidence evidence, Delivery delivery, LookedUp lookedUp) {
        CandidateRecord known = evidence.known();
        // somebody who was erased a moment ago may have been created the moment before, and the ledger no longer knows
        // whom
        PendingCreates pending =
                lag.hides(evidence.lastErased()) ? evidence.pending().and(evidence.lastErased()) : evidence.pending();
        SearchHints hints = new SearchHints(evidence.people(), evidence.unfinished(), evidence.shared(), pending)
                .and(claims.ofKamelets(), delivery.addressHashes(), unseen(lookedUp), lag.clock());
        if (known.loxoId() == null) {
            // whoever was erased, or may have been created, since it was asked stands in no ledger
            return lookedUp instanceof BulkAnswer learnt
                            && !hints.isPending()
                            && !lag.hidesFrom(learnt.askedAtByLedger(), evidence.lastErased())
                    ? PersonSearch.byAddresses(delivery.emails(), hints, learnt)
                    : PersonSearch.byAddresses(delivery.emails(), hints);
        }
        List<String> settled =
                known.createdHere() ? List.of() : ledger.addresses().leadingTo(known.loxoId(), delivery);
        return PersonSearch.ofPerson(
                new OwnPerson(known.loxoId(), settled, rules.overwrites(known)), delivery.emails(), hints);
    }

    /** How far back lies what Loxo may not have shown. */
    private Duration unseen(LookedUp lookedUp) {
        return lookedUp instanceof BulkAnswer learnt
                ? lag.lag().plusMillis(lag.clock().millis() - learnt.askedAtByLedger())
                : lag.lag();
    }

    private boolean isJustMade(CandidateRecord known) {
        return known.createdHere() && lag.hides(known.updatedAt());
    }

    /**
     * What the search says of a create whose answer never came, be it this candidate's or that of another one with the same
     * address.
     *
     * @return the candidate as it is known now: with its person, or with nothing pending any more
     */
    private CandidateRecord settle(CandidateRecord known, Delivery delivery, PersonSearch search) {
        if (isJustMade(known) && leadsToNobody(known, search)) {
            throw new Retry(
                    Reason.CREATE_PENDING,
                    "Loxo no longer has the person who was just made, and whom it merged them into may not be seen yet (loxo.index-lag)");
        }
        CandidateRecord now = lost(known, search);
        if (search.isAmbiguous()) {
            return now;
        }
        if (search.isCutShort() && (known.createPending() || !search.isFound())) {
            throw new Defer(
                    Reason.CREATE_PENDING,
                    "POST /people was sent with addresses that the candidate no longer has, and its answer was lost: whoever it made may be further back than the newest people that are looked through. Look in Loxo, then use: link CANDIDATE PERSON or, where nobody was made, forget CANDIDATE");
        }
        if (search.isFound() && known.createPending() && search.isSentFound()) {
            return ledger.creates().confirm(known, delivery, search.ids().get(0));
        }
        if (!search.isFound() && lag.hides(ledger.creates().lastErased())) {
            throw new Retry(
                    Reason.CREATE_PENDING,
                    "Somebody was erased from the ledger a moment ago, and whom Loxo made just before may not be seen yet (loxo.index-lag)");
        }
        boolean open = !search.isFound() || known.createPending() || search.isAboutNewAddresses();
        if (open && search.lastPending().filter(lag::hides).isPresent()) {
            throw lag.wait(Reason.CREATE_PENDING, "POST /people", "the person");
        }
        return known.createPending() ? ledger.creates().retract(known) : now;
    }
}
