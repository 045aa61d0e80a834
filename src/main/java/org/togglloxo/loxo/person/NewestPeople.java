package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.loxo.api.LoxoRequest;

/** The newest people (loxo-17) page by page, back to when a create was sent whose answer is not known. */
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
        return PeoplePage.request(List.of(Map.entry("created_at_sort", "desc")), scrollId);
    }

    /** Takes a page in. @return whether there is another one to be asked for */
    boolean learn(PeoplePage page) {
        List<JsonNode> people = page.lines();
        boolean reached = people.isEmpty() || people.stream().anyMatch(this::isOlder);
        scrollId = page.scrollId().orElse(null);
        if (reached || scrollId == null) {
            return false;
        }
        cutShort = ++pages >= MOST_PAGES || !scrolls.add(scrollId);
        return !cutShort;
    }

    /** Whether the walk ended before it came back so far. */
    boolean isCutShort() {
        return cutShort;
    }

    /** A list does not always tell. */
    private boolean isOlder(JsonNode person) {
        Long created = PeoplePage.at(person, "created_at");
        return created != null && created < since - CLOCK_SKEW_MILLIS;
    }
}
