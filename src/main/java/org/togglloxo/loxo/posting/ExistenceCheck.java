package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;

/**
 * Whether something was posted already: the pages that would show it, one after the other.
 */
public final class ExistenceCheck {

    private static final int MOST_PAGES = 50;

    private final OutboxPost post;
    private final ScrollPosition position = new ScrollPosition(1, MOST_PAGES);
    private LoxoRequest next;
    private boolean there;

    public ExistenceCheck(OutboxPost post) {
        this.post = post;
        this.next = post.isDoubtful() && post.entry().loxoId() != null ? post.question() : null;
    }

    OutboxPost post() {
        return post;
    }

    /** Asks until nothing is left to ask. */
    public void ask(LoxoCalls calls) throws Exception {
        while (hasNext()) {
            learn(calls.call(next));
        }
    }

    boolean hasNext() {
        return next != null;
    }

    LoxoRequest request() {
        return next;
    }

    /** True once it was seen. */
    public boolean isThere() {
        return there;
    }

    void learn(JsonNode page) {
        if (!ListWalk.isList(page)) {
            throw new Retry(
                    Reason.NOT_JSON,
                    "Loxo answered GET %s with something that is no list: whether it took place is not known"
                            .formatted(next.path()));
        }
        List<JsonNode> records = ListWalk.records(page);
        there = records.stream().anyMatch(post::isIt);
        boolean more = position.turn(page, records.size()) && !there;
        LoxoRequest question = post.question();
        next = more ? LoxoRequest.get(question.path(), position.in(question.query())) : null;
    }

    /** True where there is no end to the pages: that it was not seen means nothing then. */
    boolean isCutShort() {
        return !there && position.isCutShort();
    }

    /** Taken as done, for want of an answer. */
    void take() {
        there = true;
        next = null;
    }

    void giveUp() {
        next = null;
    }
}
