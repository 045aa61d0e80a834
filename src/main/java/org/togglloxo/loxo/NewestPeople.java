package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The newest people page by page, back to when a create was sent whose answer is not known. */
final class NewestPeople {

    private static final int MOST_PAGES = 10;
    private static final long CLOCK_SKEW_MILLIS = 300_000;

    private final long since;
    private final Set<String> scrolls = new HashSet<>();
    private String scrollId;
    private int pages;
    private boolean cutShort;

    /** @param since milliseconds, by the clock of this machine */
    NewestPeople(long since) {
        this.since = since;
    }

    LoxoRequest request() {
        List<Map.Entry<String, String>> query =
                new ArrayList<>(List.of(Map.entry("created_at_sort", "desc"), ListWalk.FULL_PAGE));
        if (scrollId != null) {
            query.add(Map.entry("scroll_id", scrollId));
        }
        return LoxoRequest.get("/people", query);
    }

    /** Takes a page in. @return whether there is another one to be asked for */
    boolean learn(JsonNode page) {
        boolean reached = page.path("people").isEmpty();
        for (JsonNode person : page.path("people")) {
            reached |= isOlder(person.path("created_at").asText(""));
        }
        scrollId = page.path("scroll_id").asText("");
        if (reached || scrollId.isBlank() || scrollId.equals("null")) {
            return false;
        }
        cutShort = ++pages >= MOST_PAGES || !scrolls.add(scrollId);
        return !cutShort;
    }

    /** Whether the walk ended before it came back so far. */
    boolean isCutShort() {
        return cutShort;
    }

    private boolean isOlder(String createdAt) {
        try {
            Instant created = OffsetDateTime.parse(createdAt).toInstant();
            return created.toEpochMilli() < since - CLOCK_SKEW_MILLIS;
        } catch (DateTimeParseException e) {
            // a list does not always tell
            return false;
        }
    }
}
