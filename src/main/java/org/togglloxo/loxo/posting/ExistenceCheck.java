package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.loxo.api.ListWalk;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * Whether something was posted already: the pages that would show it, one after the other. A null, empty or repeated
 * {@code scroll_id} ends the walk (loxo-12).
 */
public final class ExistenceCheck {

    private static final int MOST_PAGES = 50;

    private final OutboxPost post;
    private final Set<String> scrolls = new HashSet<>();
    private LoxoRequest next;
    private boolean there;
    private boolean cutShort;
    private int pages;

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
        List<JsonNode> records = ListWalk.records(page);
        there = records.stream().anyMatch(post::isIt);
        String scroll = page.path("scroll_id").asText("");
        pages++;
        boolean more = !there && !records.isEmpty() && !scroll.isEmpty() && scrolls.add(scroll);
        cutShort = more && pages >= MOST_PAGES;
        if (more && !cutShort) {
            List<Map.Entry<String, String>> query =
                    new ArrayList<>(post.question().query());
            query.add(Map.entry("scroll_id", scroll));
            next = LoxoRequest.get(post.question().path(), query);
        } else {
            next = null;
        }
    }

    /** True where there is no end to the pages: that it was not seen means nothing then. */
    boolean isCutShort() {
        return cutShort;
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
