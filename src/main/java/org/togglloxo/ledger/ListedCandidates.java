package org.togglloxo.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.togglloxo.ledger.sql.Store;

/** Candidates on a page of Toggl Hire's list, all at once. */
public final class ListedCandidates {

    private final Store store;

    ListedCandidates(Store store) {
        this.store = store;
    }

    /** What is known of them, by their ids. */
    public Map<String, CandidateRecord> lookUp(List<? extends JsonNode> candidates) {
        List<String> ids = candidates.stream()
                .map(candidate -> candidate.path("id").asText(""))
                .toList();
        return store.read(session -> new CandidateTable(session).byIds(ids));
    }

    /** Where a page's candidates are listed under another opening than the ledger has, it follows. */
    public void keepOpenings(List<? extends JsonNode> candidates, Map<String, CandidateRecord> known) {
        Map<String, String> moved = CandidateUpdate.movedOpenings(candidates, known);
        if (!moved.isEmpty()) {
            store.note(session -> moved.forEach(new CandidateTable(session)::keepOpening));
        }
    }
}
