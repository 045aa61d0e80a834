package org.togglloxo.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.togglloxo.ledger.CandidateRecord;

/**
 * What goes with the candidates of a page into a queue in memory: what the ledger has of them, and who went in before. It is a
 * property of their exchanges, out of reach of the routes.
 */
public final class ListedPage {

    private static final String PROPERTY = "toggl-loxo-page";

    private final Map<String, CandidateRecord> known;
    private final Set<String> queued = ConcurrentHashMap.newKeySet();

    private ListedPage(Map<String, CandidateRecord> known) {
        this.known = known;
    }

    /** From now on the exchange's candidates are these. */
    public static void begin(Exchange exchange, Map<String, CandidateRecord> known) {
        exchange.setProperty(PROPERTY, new ListedPage(known));
    }

    private static Optional<ListedPage> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, ListedPage.class));
    }

    /** False where a route puts a candidate into the queue that went in before. */
    public static boolean isFirst(Exchange exchange) {
        return of(exchange)
                .map(page -> page.isFirst(exchange.getMessage().getBody()))
                .orElse(true);
    }

    private boolean isFirst(Object body) {
        String id = body instanceof JsonNode candidate ? candidate.path("id").asText("") : "";
        return id.isEmpty() || queued.add(id);
    }

    /** Empty where the candidate came by a queue that carries the body alone. */
    public static Optional<CandidateRecord> known(Exchange exchange, String togglId) {
        return of(exchange).map(page -> page.known.getOrDefault(togglId, CandidateRecord.nothingOf(togglId)));
    }
}
