package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;

/** The newest people (loxo-17) page by page, back to when a create was sent whose answer is not known. */
final class NewestPeople {

    private static final int MOST_PAGES = 10;
    private static final long CLOCK_SKEW_MILLIS = 300_000;

    private final long since;
    // a page that is not full proves no end here: somebody would be created twice
    private final ScrollPosition position = new ScrollPosition(1, MOST_PAGES);
    private boolean cutShort;

    /** @param since milliseconds, by the clock of this machine */
    NewestPeople(long since) {
        this.since = since;
    }

    LoxoRequest request() {
        return PeoplePage.request(List.of(Map.entry("created_at_sort", "desc")), position);
    }

    /** Takes a page in. @return whether there is another one to be asked for */
    boolean learn(PeoplePage page) {
        boolean reached = page.lines().stream().anyMatch(this::isOlder);
        boolean more = page.turn(position) && !reached;
        cutShort = !more && !reached && !position.isEnded();
        return more;
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
