package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.person.SearchQuestion.ByAddress;
import org.togglloxo.loxo.person.SearchQuestion.Newest;
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

    private static final int PAGES_OF_AN_ADDRESS = 10;

    private final OwnPerson own;
    private final SearchHints hints;
    private final Deque<SearchQuestion> open = new ArrayDeque<>();
    private final Map<String, LoxoPerson> hits = new LinkedHashMap<>();
    private final Set<String> readWhole = new HashSet<>();
    private final List<String> gone = new ArrayList<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> scrolls = new HashSet<>();
    private List<String> addresses;
    private NewestPeople newest;
    private BulkAnswer learnt;
    private boolean isAnsweredInBulk;

    private PersonSearch(OwnPerson own, List<String> addresses, SearchHints hints) {
        this.own = own;
        this.addresses = addresses;
        this.hints = hints;
    }

    /**
     * The candidate's own person, known by id, and whoever holds an address that is new to them; where the own person is gone,
     * by addresses.
     */
    static PersonSearch ofPerson(OwnPerson own, List<String> addresses, SearchHints hints) {
        PersonSearch search = new PersonSearch(own, addresses, hints);
        search.open.add(new Read(own.id(), Trust.OWN));
        return search;
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
                .filter(id -> !hits.containsKey(id) && !gone.contains(id))
                .forEach(id -> open.add(new Read(id, Trust.UNFINISHED)));
        hints.remembered().stream()
                .filter(id -> !hits.containsKey(id) && !gone.contains(id))
                .filter(id -> !hints.unfinished().contains(id))
                .forEach(id -> open.add(new Read(id, Trust.WHEN_IT_HOLDS_AN_ADDRESS)));
        addresses.forEach(address -> open.add(new ByAddress(address, null, 1)));
        if (hints.isPending()) {
            newest = new NewestPeople(Collections.min(hints.pending().times()));
            open.add(new Newest());
        }
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
            if (isLearnt(open.peek())) {
                isAnsweredInBulk = true;
                learnt.holders().get(((ByAddress) open.remove()).address()).forEach(this::learn);
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
                && gone.isEmpty()
                && learnt.holders().containsKey(ask.address());
    }

    /** Whether what was found, or not found, may be acted on. */
    boolean isFresh() {
        return !isAnsweredInBulk || learnt.isFresh();
    }

    /** Whether there is something left to ask. */
    boolean hasNext() {
        open.removeIf(this::isAnswered);
        return !open.isEmpty();
    }

    private boolean isAnswered(SearchQuestion question) {
        if (question instanceof ByAddress ask) {
            return taken.contains(ask.address())
                    || readWhole.stream().map(hits::get).anyMatch(hit -> hit != null && hit.holds(ask.address()));
        }
        return question instanceof Newest && !knowsMoreThanAddresses() && hits.size() > (isOwnFound() ? 1 : 0);
    }

    private boolean isOwnFound() {
        return own != null && hits.containsKey(own.id());
    }

    /** Whether a pending create was sent with an address that cannot be asked for, since its hash alone is known. */
    private boolean knowsMoreThanAddresses() {
        Set<String> asked = addresses.stream().map(Address::hash).collect(Collectors.toSet());
        return !asked.containsAll(hints.pending().addresses());
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
        return List.copyOf(hits.keySet());
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
                        .formatted(String.join(", ", hits.keySet())));
    }

    /** When the last create was sent whose answer is not known and which may concern an address that was asked for. */
    Optional<Long> lastPending() {
        return isOwnFound() && addresses.isEmpty()
                ? Optional.empty()
                : hints.pending().times().stream().max(Comparator.naturalOrder());
    }

    /** Whether the only person is known already, and it was asked who holds an address that is new to them. */
    boolean isAboutNewAddresses() {
        return isOwnFound() && !addresses.isEmpty();
    }

    /** Whether somebody was found who holds an address that a pending create was sent with. */
    boolean isSentFound() {
        return hits.values().stream().anyMatch(this::holdsSent);
    }

    private boolean holdsSent(LoxoPerson person) {
        return person.emails().stream().map(Address::hash).anyMatch(hints::wasSent);
    }

    /** Whether whoever a pending create made may be among people who were not looked through. */
    boolean isCutShort() {
        return newest != null && newest.isCutShort() && knowsMoreThanAddresses() && !isSentFound();
    }

    /** People who were known here and whom Loxo no longer has. */
    List<String> gone() {
        return gone;
    }

    /** The one person found. */
    public LoxoPerson person() {
        return hits.values().iterator().next();
    }

    /** The only person found, where the whole record is known. */
    public Optional<LoxoPerson> whole() {
        return isFound() && isReadWhole() ? Optional.of(person()) : Optional.empty();
    }

    /** Whether {@link #person()} is the whole record rather than a line of a list. */
    boolean isReadWhole() {
        return readWhole.containsAll(hits.keySet());
    }

    @Override
    public void readAgain() {
        readWhole.clear();
    }

    /**
     * Reads the only person whole, where that has not been done: a search answers lines of a list, and the whole record alone tells blanks.
     *
     * @throws Defer where it is not the person any more
     */
    public void readWhole(LoxoCalls calls) throws Exception {
        if (!isReadWhole()) {
            String id = ids().get(0);
            boolean before = isAnsweredInBulk && learnt.isAbout(id);
            String path = "/people/" + id;
            JsonNode answer = calls.call(before ? LoxoRequest.getIfThere(path) : LoxoRequest.get(path, List.of()));
            if (before && (answer == null || held(new LoxoPerson(answer)).isEmpty())) {
                throw changedMeanwhile();
            }
            hits.put(id, new LoxoPerson(answer));
            readWhole.add(id);
        }
    }

    /** What was learnt before does not hold any more: the whole way once more. */
    static Defer changedMeanwhile() {
        return new Defer(
                Reason.CHANGED_MEANWHILE,
                "The person was created, merged or deleted in Loxo after it had been looked up together with others; the next run tries again");
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
        for (String address : taken) {
            rest = rest.without("email", address);
        }
        return rest;
    }

    /** The call that asks the next question. */
    LoxoRequest request() {
        SearchQuestion question = open.peek();
        if (question instanceof Read read) {
            return LoxoRequest.getIfThere("/people/" + read.id());
        }
        if (question instanceof Newest) {
            return newest.request();
        }
        ByAddress ask = (ByAddress) question;
        String query = "emails:" + BatchQuery.phrase(ask.address());
        return PeoplePage.request(List.of(Map.entry("query", query)), ask.scrollId());
    }

    /** Takes the answer to {@link #request()} in; null where Loxo has no such person. */
    void learn(JsonNode answer) {
        SearchQuestion question = open.remove();
        if (question instanceof Read read) {
            learn(read, answer);
            return;
        }
        PeoplePage page = new PeoplePage(answer);
        page.lines().forEach(line -> learn(new LoxoPerson(line)));
        if (question instanceof ByAddress ask) {
            String scrollId = page.scrollId().orElse(null);
            if (!page.isLast() && scrolls.add(ask.address() + " " + scrollId)) {
                requireEnd(ask);
                open.addFirst(new ByAddress(ask.address(), scrollId, ask.page() + 1));
            }
        } else if (newest.learn(page)) {
            open.addFirst(question);
        }
    }

    /** The first pages hold nobody else than the rest: where there is no end to them, nobody knows that nobody is there. */
    private static void requireEnd(ByAddress ask) {
        if (ask.page() >= PAGES_OF_AN_ADDRESS) {
            throw new Fail(
                    Reason.TOO_MANY_HITS,
                    "Loxo answers the search for an address of this candidate with more than %d people, so whether the person is there is not known, and nobody is created. Look for the person in Loxo, then settle it by hand: link CANDIDATE PERSON"
                            .formatted(PAGES_OF_AN_ADDRESS * PeoplePage.FULL));
        }
    }

    private void learn(Read read, JsonNode answer) {
        if (answer == null) {
            gone.add(read.id());
            if (read.trust() == Trust.OWN) {
                askByAddress();
            }
            return;
        }
        LoxoPerson person = new LoxoPerson(answer);
        if (read.trust() == Trust.OWN) {
            hits.put(read.id(), person);
            addresses = newTo(person);
            if (!addresses.isEmpty()) {
                askByAddress();
            }
        } else if (read.trust() == Trust.UNFINISHED) {
            hitUnlessTaken(read.id(), person, addresses);
        } else if (!held(person).isEmpty()) {
            hitUnlessTaken(read.id(), person, held(person));
        }
        if (hits.containsKey(read.id())) {
            readWhole.add(read.id());
        }
    }

    private void learn(LoxoPerson person) {
        List<String> held = held(person);
        person.id().ifPresent(id -> {
            if (holdsSent(person)) {
                hits.putIfAbsent(id, person);
            } else if (!held.isEmpty()) {
                hitUnlessTaken(id, person, held);
            }
        });
    }

    private List<String> held(LoxoPerson person) {
        return addresses.stream().filter(person::holds).toList();
    }

    /** An address that was settled to be the own person's before, and that is somebody else's, is left to them. */
    private void hitUnlessTaken(String id, LoxoPerson person, List<String> held) {
        if (isOwnFound() && !id.equals(own.id()) && own.settled().containsAll(held)) {
            taken.addAll(held);
        } else {
            hits.putIfAbsent(id, person);
        }
    }

    /** The addresses to ask for: those that would be written to the person, and those that never were settled to be theirs. */
    private List<String> newTo(LoxoPerson person) {
        boolean written = own.takesAddresses() || person.emails().isEmpty();
        return addresses.stream()
                .filter(address -> !person.holds(address))
                .filter(address -> written || !own.settled().contains(address))
                .toList();
    }
}
