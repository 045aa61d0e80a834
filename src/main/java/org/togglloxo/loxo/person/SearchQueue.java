package org.togglloxo.loxo.person;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.person.SearchQuestion.ByAddress;
import org.togglloxo.loxo.person.SearchQuestion.Newest;
import org.togglloxo.loxo.person.SearchQuestion.Read;

/** What is still to be asked, in its order, page by page. */
final class SearchQueue {

    private static final int PAGES_OF_AN_ADDRESS = 10;

    private final Deque<SearchQuestion> open = new ArrayDeque<>();
    private final Set<String> scrolls = new HashSet<>();
    private NewestPeople newest;

    void add(SearchQuestion question) {
        open.add(question);
    }

    /** The newest people as far back as somebody may have been created (milliseconds). */
    void addNewest(long since) {
        newest = new NewestPeople(since);
        open.add(new Newest());
    }

    boolean hasNext(Predicate<SearchQuestion> answered) {
        open.removeIf(answered);
        return !open.isEmpty();
    }

    SearchQuestion next() {
        return open.peek();
    }

    SearchQuestion take() {
        return open.remove();
    }

    /** Whether there are newest people who were not looked through. */
    boolean isCutShort() {
        return newest != null && newest.isCutShort();
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

    /** Where the list goes on, so does the question. */
    void turnPage(SearchQuestion question, PeoplePage page) {
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
}
