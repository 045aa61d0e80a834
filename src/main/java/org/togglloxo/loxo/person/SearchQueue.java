package org.togglloxo.loxo.person;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.person.SearchQuestion.ByAddress;
import org.togglloxo.loxo.person.SearchQuestion.Listed;
import org.togglloxo.loxo.person.SearchQuestion.Newest;

/** What is still to be asked, in its order, page by page. */
final class SearchQueue {

    private final Deque<SearchQuestion> open = new ArrayDeque<>();
    private Newest newest;

    void add(SearchQuestion question) {
        open.add(question);
    }

    /** The newest people as far back as somebody may have been created (milliseconds). */
    void addNewest(long since) {
        newest = new Newest(since);
        open.add(newest);
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

    /** Where the list goes on, so does the question. */
    void turnPage(Listed question, PeoplePage page) {
        if (question.learn(page)) {
            open.addFirst(question);
        } else if (question instanceof ByAddress ask && ask.isCutShort()) {
            // the first pages hold nobody else than the rest: without an end nobody knows that nobody is there
            throw new Fail(
                    Reason.TOO_MANY_HITS,
                    "Loxo answers the search for an address of this candidate with more than %d people, so whether the person is there is not known, and nobody is created. Look for the person in Loxo, then settle it by hand: link CANDIDATE PERSON"
                            .formatted(ByAddress.MOST_PAGES * PeoplePage.FULL));
        }
    }
}
