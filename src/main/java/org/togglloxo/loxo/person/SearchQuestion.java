package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;

/** One thing that a search asks, in one call or page by page: a person by id, an address, or the newest people. */
sealed interface SearchQuestion {

    /** The next call. */
    LoxoRequest request();

    /** What makes a person who is known by id the one that is looked for. */
    enum Trust {
        OWN,
        UNFINISHED,
        WHEN_IT_HOLDS_AN_ADDRESS,
        WHEN_NOBODY_HOLDS_ONE
    }

    record Read(String id, Trust trust) implements SearchQuestion {

        @Override
        public LoxoRequest request() {
            return LoxoRequest.getIfThere("/people/" + id);
        }
    }

    /** One that is answered by a list. */
    sealed interface Listed extends SearchQuestion {

        /** Takes a page in. @return whether there is another one to be asked for */
        boolean learn(PeoplePage page);

        /** Whether the pages were left before their end: whoever was not seen may be there. */
        boolean isCutShort();
    }

    /** @param position how far its pages were read */
    record ByAddress(String address, ScrollPosition position) implements Listed {

        static final int MOST_PAGES = 10;

        ByAddress(String address) {
            this(address, PeoplePage.first(MOST_PAGES));
        }

        @Override
        public LoxoRequest request() {
            String query = "emails:" + BatchQuery.phrase(address);
            return PeoplePage.request(List.of(Map.entry("query", query)), position);
        }

        @Override
        public boolean learn(PeoplePage page) {
            return page.turn(position);
        }

        @Override
        public boolean isCutShort() {
            return position.isCutShort();
        }
    }

    /** The newest people (loxo-17), back to when a create was sent whose answer is not known. */
    final class Newest implements Listed {

        private static final int MOST_PAGES = 10;
        private static final long CLOCK_SKEW_MILLIS = 300_000;

        private final long since;
        // a page that is not full proves no end here: somebody would be created twice
        private final ScrollPosition position = new ScrollPosition(1, MOST_PAGES);
        private boolean cutShort;

        /** @param since milliseconds, by the clock of this machine */
        Newest(long since) {
            this.since = since;
        }

        @Override
        public LoxoRequest request() {
            return PeoplePage.request(List.of(Map.entry("created_at_sort", "desc")), position);
        }

        @Override
        public boolean learn(PeoplePage page) {
            boolean reached = page.lines().stream().anyMatch(this::isOlder);
            boolean more = page.turn(position) && !reached;
            cutShort = !more && !reached && !position.isEnded();
            return more;
        }

        @Override
        public boolean isCutShort() {
            return cutShort;
        }

        /** A list does not always tell. */
        private boolean isOlder(JsonNode person) {
            Long created = PeoplePage.at(person, "created_at");
            return created != null && created < since - CLOCK_SKEW_MILLIS;
        }
    }
}
