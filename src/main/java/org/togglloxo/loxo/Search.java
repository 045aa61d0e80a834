package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.failure.Fail;
import org.togglloxo.sync.Outcomes;

/**
 * The questions by which one person is found, one call each, and what was learnt. Asked by the loop of route
 * {@code find-person}; used by one thread.
 *
 * <p>A hit counts only when one of the addresses is exactly equal, since Loxo's query is a ranked full text. While a
 * create is pending, the newest people are looked through as well, since the search may lag behind a write.
 */
public final class Search implements Outcomes.People {

    private static final int PER_PAGE = 100;
    private static final int NEWEST_PAGES = 10;
    private static final int PAGES_OF_AN_ADDRESS = 10;
    private static final long CLOCK_SKEW_MILLIS = 300_000;

    private final List<String> addresses;
    private final List<Long> pending;
    private final Deque<Question> open = new ArrayDeque<>();
    private final Map<String, LoxoPerson> hits = new LinkedHashMap<>();
    private final Set<String> readWhole = new HashSet<>();
    private final List<String> gone = new ArrayList<>();
    private final Set<String> scrolls = new HashSet<>();
    private int newestPages;

    /** What makes a person who is known by id the one that is looked for. */
    private enum Trust {
        OWN,
        UNFINISHED,
        WHEN_IT_HOLDS_AN_ADDRESS
    }

    /** One call: a person by id, an address, or the newest people. */
    private sealed interface Question permits Read, ByAddress, Newest {}

    private record Read(String id, Trust trust) implements Question {}

    private record ByAddress(String address, String scrollId, int page) implements Question {}

    private record Newest(String scrollId) implements Question {}

    private Search(List<String> addresses, List<Long> pending) {
        this.addresses = addresses;
        this.pending = pending;
    }

    /** The candidate's own person, known by id; where that one is gone, by addresses. */
    static Search ofPerson(String id, List<String> addresses) {
        Search search = new Search(addresses, List.of());
        search.open.add(new Read(id, Trust.OWN));
        return search;
    }

    /**
     * By addresses.
     *
     * @param remembered people who are known here to hold one of the addresses; the search may not know them yet
     * @param pending when creates were sent for these addresses whose answers are not known (milliseconds)
     */
    static Search byAddresses(List<String> addresses, List<String> remembered, List<Long> pending) {
        Search search = new Search(addresses, pending);
        remembered.forEach(id -> search.open.add(new Read(id, Trust.WHEN_IT_HOLDS_AN_ADDRESS)));
        search.askByAddress();
        return search;
    }

    /**
     * Expects people, too, who were made for one of the addresses and do not hold it yet: the address is still to be
     * written to them.
     */
    Search expecting(List<String> unfinished) {
        open.removeIf(question -> question instanceof Read read && unfinished.contains(read.id()));
        unfinished.forEach(id -> open.addFirst(new Read(id, Trust.UNFINISHED)));
        return this;
    }

    private void askByAddress() {
        addresses.forEach(address -> open.add(new ByAddress(address, null, 1)));
        if (!pending.isEmpty()) {
            open.add(new Newest(null));
        }
    }

    /** Whether there is something left to ask. */
    public boolean hasNext() {
        open.removeIf(this::isAnswered);
        return !open.isEmpty();
    }

    private boolean isAnswered(Question question) {
        if (question instanceof ByAddress ask) {
            return readWhole.stream().map(hits::get).anyMatch(hit -> hit != null && hit.holds(ask.address()));
        }
        return question instanceof Newest && !hits.isEmpty();
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
    List<String> ids() {
        return List.copyOf(hits.keySet());
    }

    @Override
    public Fail ambiguity() {
        return new Fail(
                "ambiguous",
                "The candidate's addresses belong to several people in Loxo: %s. Merge them there and use retry, or settle it by hand: link CANDIDATE PERSON"
                        .formatted(String.join(", ", hits.keySet())));
    }

    /** When the last create was sent whose answer is not known. */
    Optional<Long> lastPending() {
        return pending.stream().max(Comparator.naturalOrder());
    }

    /** People who were known here and whom Loxo no longer has. */
    List<String> gone() {
        return gone;
    }

    /** The one person found. */
    LoxoPerson person() {
        return hits.values().iterator().next();
    }

    /** The only person found, where the whole record is known. */
    Optional<LoxoPerson> whole() {
        return isFound() && isReadWhole() ? Optional.of(person()) : Optional.empty();
    }

    /** Whether {@link #person()} is the whole record rather than a line of a list. */
    public boolean isReadWhole() {
        return readWhole.containsAll(hits.keySet());
    }

    /** The person found was read whole in the meantime. */
    void read(LoxoPerson whole) {
        hits.replaceAll((id, person) -> whole);
        readWhole.addAll(hits.keySet());
    }

    /** The call that asks the next question. */
    LoxoRequest request() {
        Question question = open.peek();
        if (question instanceof Read read) {
            return LoxoRequest.getIfThere("/people/" + read.id());
        }
        List<Map.Entry<String, String>> query = new ArrayList<>();
        String scrollId;
        if (question instanceof ByAddress ask) {
            query.add(Map.entry("query", "emails:\"" + ask.address().replaceAll("([\"\\\\])", "\\\\$1") + "\""));
            scrollId = ask.scrollId();
        } else {
            query.add(Map.entry("created_at_sort", "desc"));
            scrollId = ((Newest) question).scrollId();
        }
        query.add(Map.entry("per_page", Integer.toString(PER_PAGE)));
        if (scrollId != null) {
            query.add(Map.entry("scroll_id", scrollId));
        }
        return LoxoRequest.get("/people", query);
    }

    /** Takes the answer to {@link #request()} in; null for a 404. */
    void learn(JsonNode answer) {
        Question question = open.remove();
        if (question instanceof Read read) {
            learn(read, answer);
            return;
        }
        int people = 0;
        boolean old = false;
        for (JsonNode item : answer.path("people")) {
            people++;
            LoxoPerson person = new LoxoPerson(item);
            if (addresses.stream().anyMatch(person::holds)) {
                person.id().ifPresent(id -> hits.putIfAbsent(id, person));
            }
            old |= isBeforePending(item.path("created_at").asText(""));
        }
        String scrollId = answer.path("scroll_id").asText("");
        if (people < PER_PAGE || scrollId.isBlank() || scrollId.equals("null")) {
            return;
        }
        if (question instanceof ByAddress ask && scrolls.add(ask.address() + " " + scrollId)) {
            requireEnd(ask);
            open.addFirst(new ByAddress(ask.address(), scrollId, ask.page() + 1));
        } else if (question instanceof Newest && !old && ++newestPages < NEWEST_PAGES && scrolls.add(scrollId)) {
            open.addFirst(new Newest(scrollId));
        }
    }

    /** The first pages hold nobody else than the rest: where there is no end to them, nobody knows that nobody is there. */
    private static void requireEnd(ByAddress ask) {
        if (ask.page() >= PAGES_OF_AN_ADDRESS) {
            throw new Fail(
                    "too-many-hits",
                    "Loxo answers the search for an address of this candidate with more than %d people, so whether the person is there is not known, and nobody is created. Look for the person in Loxo, then settle it by hand: link CANDIDATE PERSON"
                            .formatted(PAGES_OF_AN_ADDRESS * PER_PAGE));
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
        if (read.trust() != Trust.WHEN_IT_HOLDS_AN_ADDRESS || addresses.stream().anyMatch(person::holds)) {
            hits.put(read.id(), person);
            readWhole.add(read.id());
        }
    }

    private boolean isBeforePending(String createdAt) {
        if (pending.isEmpty() || createdAt.isBlank()) {
            return false;
        }
        try {
            Instant created = OffsetDateTime.parse(createdAt).toInstant();
            return created.toEpochMilli() < Collections.min(pending) - CLOCK_SKEW_MILLIS;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
