package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.person.SearchHints.OwnPerson;
import org.togglloxo.loxo.person.SearchQuestion.ByAddress;
import org.togglloxo.loxo.person.SearchQuestion.Listed;
import org.togglloxo.loxo.person.SearchQuestion.Read;
import org.togglloxo.loxo.person.SearchQuestion.Trust;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.Outcomes;

/**
 * The questions by which one person is found, one call each, and what was learnt. Used by one thread.
 *
 * <p>A hit counts only when one of the addresses is exactly equal, since Loxo's query is a ranked full text (loxo-14). While a
 * create is pending, the newest people are looked through as well, since the search may lag behind a write, and since the
 * create may have been sent with addresses of which the hashes alone are known.
 */
public final class PersonSearch implements Outcomes.People {

    private final SearchHints hints;
    private final SearchQueue agenda = new SearchQueue();
    private final SearchHits hits;
    private BulkAnswer learnt;
    private boolean isAnsweredInBulk;

    private PersonSearch(OwnPerson own, List<String> addresses, SearchHints hints) {
        this.hints = hints;
        this.hits = new SearchHits(own, addresses, hints);
    }

    /**
     * The candidate's own person, known by id, and whoever holds an address that is new to them; where the own person is gone,
     * by addresses.
     */
    static PersonSearch ofPerson(OwnPerson own, List<String> addresses, SearchHints hints) {
        PersonSearch search = new PersonSearch(own, addresses, hints);
        search.agenda.add(new Read(own.id(), Trust.OWN));
        return search;
    }

    /** The same for whoever the own person was merged into. */
    PersonSearch ofSurvivor(OwnPerson survivor, List<String> addresses) {
        return ofPerson(survivor, addresses, hints);
    }

    /** In a trial: nobody is asked for, and nobody found. */
    public static PersonSearch ofNobody() {
        return new PersonSearch(null, List.of(), SearchHints.NONE);
    }

    /** By addresses. */
    public static PersonSearch byAddresses(List<String> addresses, SearchHints hints) {
        PersonSearch search = new PersonSearch(null, addresses, hints);
        search.askByAddress();
        return search;
    }

    /** The same where the answers for many addresses are there already; they are asked for again where these grow old. */
    public static PersonSearch byAddresses(List<String> addresses, SearchHints hints, BulkAnswer learnt) {
        PersonSearch search = byAddresses(addresses, hints.remembering(learnt.indexed(addresses)));
        search.learnt = learnt;
        return search;
    }

    private void askByAddress() {
        hints.unfinished().stream()
                .filter(id -> !hits.isSettled(id))
                .forEach(id -> agenda.add(new Read(id, Trust.UNFINISHED)));
        hints.remembered().stream()
                .filter(id -> !hits.isSettled(id))
                .filter(id -> !hints.unfinished().contains(id))
                .forEach(id -> agenda.add(new Read(id, Trust.WHEN_IT_HOLDS_AN_ADDRESS)));
        hits.addresses().forEach(address -> agenda.add(new ByAddress(address)));
        if (hints.isPending()) {
            agenda.addNewest(Collections.min(hints.pending().times()));
        }
        hints.shared().stream()
                .filter(id -> !hits.isSettled(id))
                .forEach(id -> agenda.add(new Read(id, Trust.WHEN_NOBODY_HOLDS_ONE)));
    }

    /** That of an exchange's candidate; empty where nobody was looked for yet. */
    public static Optional<PersonSearch> of(Exchange exchange) {
        return Optional.ofNullable(DeliveryAttempt.of(exchange).found()).map(PersonSearch.class::cast);
    }

    void keptBy(Exchange exchange) {
        DeliveryAttempt.of(exchange).found(this);
    }

    /** {@code nobody}, {@code one} or {@code several}. */
    String howMany() {
        return isAmbiguous() ? "several" : isFound() ? "one" : "nobody";
    }

    /** Asks until nothing is left to ask. */
    public void ask(LoxoCalls calls) throws Exception {
        while (hasNext()) {
            if (isLearnt(agenda.next())) {
                isAnsweredInBulk = true;
                learnt.holders().get(((ByAddress) agenda.take()).address()).forEach(hits::add);
            } else {
                learn(calls.call(request()));
            }
        }
    }

    private boolean isLearnt(SearchQuestion question) {
        return question instanceof ByAddress ask
                && learnt != null
                && learnt.isFresh()
                // merged into somebody, perhaps, who was not asked for
                && hits.gone().isEmpty()
                && learnt.holders().containsKey(ask.address());
    }

    /** Whether there is something left to ask. */
    boolean hasNext() {
        return agenda.hasNext(this::isAnswered);
    }

    private boolean isAnswered(SearchQuestion question) {
        if (question instanceof ByAddress ask) {
            return hits.isAnswered(ask.address());
        }
        return question instanceof Read read
                ? read.trust() == Trust.WHEN_NOBODY_HOLDS_ONE && hits.isFoundByThemselves()
                : !hits.isSentBeyondAddresses() && hits.size() > (hits.isOwnFound() ? 1 : 0);
    }

    /** True when exactly one person was found. */
    public boolean isFound() {
        return hits.size() == 1;
    }

    /** True when the addresses lead to several people. */
    public boolean isAmbiguous() {
        return hits.size() > 1;
    }

    /** The ids of all people found. */
    public List<String> ids() {
        return hits.ids();
    }

    @Override
    public Optional<String> onlyId() {
        return isFound() ? Optional.of(ids().get(0)) : Optional.empty();
    }

    @Override
    public Fail ambiguity() {
        return new Fail(
                Reason.AMBIGUOUS,
                "The candidate's addresses belong to several people in Loxo: %s. Merge them there and use retry, or settle it by hand: link CANDIDATE PERSON"
                        .formatted(String.join(", ", hits.ids())));
    }

    /** When the last create was sent whose answer is not known and which may concern an address that was asked for. */
    Optional<Long> lastPending() {
        return hits.isOwnFound() && hits.addresses().isEmpty() ? Optional.empty() : hints.lastPending();
    }

    /** Whether the only person is known already, and it was asked who holds an address that is new to them. */
    boolean isAboutNewAddresses() {
        return hits.isOwnFound() && !hits.addresses().isEmpty();
    }

    /** Whether somebody was found who holds an address that a pending create was sent with. */
    boolean isSentFound() {
        return hits.isSentFound();
    }

    /** Whether whoever a pending create made may be among people who were not looked through. */
    public boolean isCutShort() {
        return agenda.isCutShort() && hits.isSentBeyondAddresses() && !hits.isSentFound();
    }

    /** People who were known here and whom Loxo no longer has. */
    List<String> gone() {
        return hits.gone();
    }

    /** The one person found. */
    public LoxoPerson person() {
        return hits.first();
    }

    /** The only person found, where the whole record is known. */
    public Optional<LoxoPerson> whole() {
        return isFound() && hits.areReadWhole() ? Optional.of(person()) : Optional.empty();
    }

    @Override
    public void readAgain() {
        hits.readAgain();
    }

    /**
     * Reads the only person whole, where that has not been done: a search answers lines of a list, and the whole record alone tells blanks.
     *
     * @throws Defer where it is not the person any more
     */
    public void readWhole(LoxoCalls calls) throws Exception {
        if (!hits.areReadWhole()) {
            String id = ids().get(0);
            boolean before = isAnsweredInBulk && learnt.isAbout(id);
            JsonNode answer = calls.call(LoxoRequest.getIfThere("/people/" + id));
            if (answer == null || before && hits.held(new LoxoPerson(answer)).isEmpty()) {
                throw changedMeanwhile();
            }
            hits.putWhole(id, new LoxoPerson(answer));
        }
    }

    /** What was learnt before does not hold any more: the whole way once more. */
    static Defer changedMeanwhile() {
        return new Defer(
                Reason.CHANGED_MEANWHILE,
                "The person was created, merged or deleted in Loxo while the candidate was delivered; the next run tries again");
    }

    /** Whether a create was merged into a person who was there before, as Loxo does by address, phone and LinkedIn URL (loxo-24). */
    public static boolean isSomebodyElse(LoxoPerson made, Delivery sent) {
        return made.emails().stream()
                .anyMatch(own -> sent.emails().stream().noneMatch(email -> Address.same(own, email)));
    }

    /** @throws Fail when several were found: then nothing may be written */
    void refuseSeveral() {
        if (isAmbiguous()) {
            throw ambiguity();
        }
    }

    /** The delivery without addresses that are left to whoever holds them. */
    Delivery withoutTaken(Delivery delivery) {
        Delivery rest = delivery;
        for (String address : hits.taken()) {
            rest = rest.without("email", address);
        }
        return rest;
    }

    /** The call that asks the next question. */
    LoxoRequest request() {
        return agenda.next().request();
    }

    /** Takes the answer to {@link #request()} in; null where Loxo has no such person. */
    void learn(JsonNode answer) {
        if (agenda.next() instanceof Listed && !new PeoplePage(answer).isList()) {
            throw new Retry(
                    Reason.NOT_JSON,
                    "Loxo answered GET /people with something that is no list of people: whether the person is there is not known");
        }
        SearchQuestion question = agenda.take();
        if (question instanceof Listed list) {
            PeoplePage page = new PeoplePage(answer);
            page.lines().forEach(line -> hits.add(new LoxoPerson(line)));
            agenda.turnPage(list, page);
        } else if (question instanceof Read read) {
            learn(read, answer);
        }
    }

    private void learn(Read read, JsonNode answer) {
        if (answer == null) {
            hits.gone(read.id());
            if (read.trust() == Trust.OWN || read.trust() == Trust.WHEN_NOBODY_HOLDS_ONE) {
                askByAddress();
            }
        } else if (hits.add(read, new LoxoPerson(answer))) {
            askByAddress();
        }
    }
}
