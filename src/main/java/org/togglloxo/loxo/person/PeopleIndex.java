package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.candidate.Address;
import org.togglloxo.ledger.PeopleWalk;
import org.togglloxo.ledger.PeopleWalk.State;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.ScrollPosition;

/**
 * Everybody in Loxo by the hashes of their addresses, from a walk through all people (loxo-18). It is written down page by page, so that
 * one that was interrupted goes on, and kept fresh by the people who were created or changed last.
 *
 * <p>It says "nobody" only where as many different people were read as Loxo says it has.
 */
public final class PeopleIndex {

    private static final int MOST_PAGES = 2_000;
    private static final int MOST_NEWS = 20;
    /** What Elasticsearch, and whoever builds on it, says where there are more. */
    private static final long CUT_AT = 10_000;

    private static final Duration KEPT = Duration.ofHours(1);

    private final PeopleWalk written;
    private final String slug;
    private final Duration lag;
    private final Duration age;
    private final Clock clock;
    private final Map<String, Set<String>> byHash = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private State state;
    private boolean isRead;

    /**
     * @param lag so long Loxo's lists may lag behind
     * @param age what was asked so long ago is not fresh any more
     */
    public PeopleIndex(PeopleWalk written, String slug, Duration lag, Duration age, Clock clock) {
        this.written = written;
        this.slug = slug;
        this.lag = lag;
        this.age = age;
        this.clock = clock;
    }

    /** Whether whoever is not in it is not in Loxo. */
    boolean isFresh() {
        return isComplete() && isWithin(age, state.askedAt());
    }

    /** When it was asked last (milliseconds). */
    long askedAt() {
        return state.askedAt();
    }

    /** The ids of whoever held an address. */
    List<String> holders(String address) {
        return List.copyOf(byHash.getOrDefault(Address.hash(address), Set.of()));
    }

    /** How many calls it takes until it is fresh, where there are so many people. */
    long cost(long people) {
        read();
        if (isYoung() && state.complete() && state.changedAt() != null) {
            return 2;
        }
        long pages = people / PeoplePage.FULL + 2;
        return isYoung() && !state.complete() ? Math.max(2, pages - ids.size() / PeoplePage.FULL) : pages;
    }

    /** A list that is everybody, and was asked for then. */
    void isAll(List<JsonNode> everybody, long askedAt) {
        begin(State.begun(slug, askedAt, Optional.empty()).ofAll(everybody.size()));
        advance(everybody, null, true);
    }

    /**
     * Makes it fresh: by what is new, or by a walk.
     *
     * @return false where Loxo does not let it be made
     */
    boolean refresh(LoxoCalls calls, Runnable progress) throws Exception {
        read();
        if (isYoung() && state.complete() && state.changedAt() != null) {
            return catchUp(calls);
        }
        boolean interrupted = isYoung() && !state.complete() && state.scrollId() != null;
        if (!interrupted || !isWalkedOn(calls, progress)) {
            long askedAt = clock.millis();
            Optional<List<JsonNode>> changed = news(calls, "updated_at", Long.MAX_VALUE);
            begin(State.begun(slug, askedAt, changed.flatMap(PeopleIndex::newest)));
            walk(calls, progress);
        }
        return isComplete() && (isFresh() || catchUp(calls));
    }

    /** False where Loxo does not know any more how far it came. */
    private boolean isWalkedOn(LoxoCalls calls, Runnable progress) throws Exception {
        try {
            walk(calls, progress);
            return isComplete();
        } catch (LoxoRefusal refusal) {
            if (refusal.mayPass()) {
                throw refusal;
            }
            return false;
        }
    }

    private boolean isComplete() {
        return state != null && state.complete();
    }

    private boolean isYoung() {
        return state != null && isWithin(KEPT, state.beganAt());
    }

    /** Not where the clock of who wrote it runs ahead of this one. */
    private boolean isWithin(Duration time, long since) {
        long ago = clock.millis() - since;
        return ago >= 0 && ago < time.toMillis();
    }

    /** What another process left behind. */
    private void read() {
        if (!isRead) {
            isRead = true;
            state = written.state().filter(left -> left.slug().equals(slug)).orElse(null);
            if (isYoung()) {
                written.forEach(this::add);
            }
            if (isComplete() && ids.size() < state.total()) {
                state = null;
                byHash.clear();
                ids.clear();
            }
        }
    }

    /** @param hash of an address; empty for the person as such */
    private void add(String id, String hash) {
        ids.add(id);
        if (!hash.isEmpty()) {
            byHash.computeIfAbsent(hash, key -> new HashSet<>(2)).add(id);
        }
    }

    private void begin(State begun) {
        state = begun;
        byHash.clear();
        ids.clear();
        written.begin(begun);
    }

    private void advance(List<JsonNode> people, String scrollId, boolean complete) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (JsonNode line : people) {
            LoxoPerson person = new LoxoPerson(line);
            person.id().ifPresent(id -> {
                List<String> hashes =
                        person.emails().stream().map(Address::hash).toList();
                ids.add(id);
                hashes.forEach(hash -> add(id, hash));
                found.put(id, hashes);
            });
        }
        state = state.advanced(scrollId, complete);
        written.advance(state, found);
    }

    private void walk(LoxoCalls calls, Runnable progress) throws Exception {
        ScrollPosition position = PeoplePage.first(MOST_PAGES).from(state.scrollId());
        PeoplePage read;
        boolean more;
        do {
            read = new PeoplePage(calls.call(PeoplePage.request(List.of(), position)));
            state = state.ofAll(Math.max(state.total(), read.total(Long.MAX_VALUE)));
            more = read.turn(position);
            advance(read.lines(), position.next(), false);
            progress.run();
        } while (more);
        if (!position.isCutShort()) {
            // begun anew where it is not everybody, or where the lines tell no addresses
            boolean tells = ids.isEmpty() || !byHash.isEmpty();
            boolean all = read.isList() && ids.size() >= state.total() && state.total() != CUT_AT && tells;
            advance(List.of(), null, all);
        }
    }

    /** Adds whoever was created or changed since it was asked last; false where Loxo does not tell. */
    private boolean catchUp(LoxoCalls calls) throws Exception {
        if (state.changedAt() == null) {
            return false;
        }
        long askedAt = clock.millis();
        long since = state.changedAt() - lag.toMillis() - 1_000;
        Optional<List<JsonNode>> created = news(calls, "created_at", since);
        Optional<List<JsonNode>> changed = created.isPresent() ? news(calls, "updated_at", since) : Optional.empty();
        if (changed.isEmpty()) {
            return false;
        }
        long newest = newest(changed.get()).orElse(0L);
        state = state.caughtUp(askedAt, Math.max(newest, state.changedAt()));
        created.get().addAll(changed.get());
        advance(created.get(), null, true);
        return true;
    }

    /**
     * People, the latest first, back to the first one that is older; a page at least. Empty where the list is not in this order, or
     * does not tell, or has no end.
     */
    private static Optional<List<JsonNode>> news(LoxoCalls calls, String time, long since) throws Exception {
        List<JsonNode> news = new ArrayList<>();
        long before = Long.MAX_VALUE;
        ScrollPosition position = new ScrollPosition(1, MOST_NEWS);
        PeoplePage read;
        do {
            read = new PeoplePage(calls.call(PeoplePage.request(List.of(Map.entry(time + "_sort", "desc")), position)));
            for (JsonNode line : read.lines()) {
                Long at = PeoplePage.at(line, time);
                if (at == null || at > before) {
                    return Optional.empty();
                }
                before = at;
                news.add(line);
            }
        } while (read.turn(position) && before >= since);
        return read.isList() && (before < since || position.isEnded()) ? Optional.of(news) : Optional.empty();
    }

    private static Optional<Long> newest(List<JsonNode> changed) {
        return changed.stream().findFirst().map(line -> PeoplePage.at(line, "updated_at"));
    }
}
