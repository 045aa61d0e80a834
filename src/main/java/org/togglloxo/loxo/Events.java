package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.Posting;
import org.togglloxo.sync.Runs;

/** The steps that plan an event: a new one for each decision. */
public final class Events {

    static final String NONE = "no event is recorded";

    private static final String TYPES = "/activity_types";

    private final Reference reference;
    private final Ledger ledger;
    private final Runs runs;

    Events(Reference reference, Ledger ledger, Runs runs) {
        this.reference = reference;
        this.ledger = ledger;
        this.runs = runs;
    }

    /**
     * Step {@code plan-event}.
     *
     * @param mapped {@code activity}, names or keys of activity types of which the first that the agency has is taken;
     *     {@code occasion}, of which each change is one event; {@code notes}
     * @return null where nothing is to be recorded
     */
    public Inquiry event(
            @Body JsonNode mapped,
            @Variable("delivery") Delivery delivery,
            @Variable("loxo-id") String loxoId,
            @Variable("job") Job job) {
        String notes = mapped.path("notes").asText("").strip();
        Optional<String> jobId =
                delivery.putForward().equals("event") && job != null ? Optional.ofNullable(job.id()) : Optional.empty();
        String occasion = mapped.path("occasion").asText("")
                + jobId.map(id -> ", job " + id).orElse("");
        Posting posting = toPost(delivery.togglId(), occasion, loxoId);
        if (notes.isEmpty() || posting.isDone()) {
            return null;
        }
        return activityType(words(mapped.path("activity")))
                .map(type -> new Inquiry(new PersonEvent(posting, type, jobId, notes)))
                .orElse(null);
    }

    /** A decision that comes back after another one is told again. */
    private Posting toPost(String togglId, String occasion, String loxoId) {
        Optional<Posting> last = ledger.postings().last(togglId, Posting.EVENT);
        if (last.filter(posting -> posting.target().equals(occasion) && posting.isAbout(loxoId))
                .isPresent()) {
            return last.get();
        }
        return ledger.postings()
                .find(togglId, Posting.EVENT, occasion)
                .map(known -> known.next(loxoId))
                .orElseGet(() -> Posting.first(togglId, Posting.EVENT, occasion, loxoId));
    }

    private Optional<String> activityType(List<String> words) {
        if (runs.isResting(NONE)) {
            return Optional.empty();
        }
        Optional<List<JsonNode>> types = reference.list(TYPES, NONE);
        Optional<String> found = types.flatMap(all -> Reference.named(all, words))
                .map(type -> type.path("id").asText());
        if (types.isPresent() && found.isEmpty()) {
            runs.remark(
                    "activity-type-unknown",
                    "Loxo has no activity type %s: %s in this run. Name one of Loxo's in routes/64-record-event.camel.yaml"
                            .formatted(String.join(" or ", words), NONE));
        }
        return found;
    }

    private static List<String> words(JsonNode activity) {
        List<String> words = new ArrayList<>();
        if (activity.isArray()) {
            activity.forEach(word -> words.add(word.asText()));
        } else {
            words.add(activity.asText(""));
        }
        return words;
    }
}
