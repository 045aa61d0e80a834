package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether something was posted already: the pages that would show it, one after the other. A null, empty or repeated
 * {@code scroll_id} ends the walk (loxo-12).
 */
final class Inquiry {

    private static final int MOST_PAGES = 50;

    private final Post post;
    private final Set<String> scrolls = new HashSet<>();
    private LoxoRequest next;
    private boolean there;
    private boolean cutShort;
    private int pages;

    Inquiry(Post post) {
        this.post = post;
        this.next = post.isDoubtful() && post.posting().loxoId() != null ? post.question() : null;
    }

    Post post() {
        return post;
    }

    /** Asks until nothing is left to ask. */
    void ask(Calls calls) throws Exception {
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
    boolean isThere() {
        return there;
    }

    void learn(JsonNode page) {
        List<JsonNode> records = Reference.records(page);
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
