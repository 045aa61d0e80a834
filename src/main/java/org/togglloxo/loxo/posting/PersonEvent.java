package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.Html;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * A line in a person's history: {@code POST /person_events} (loxo-30). Its notes end with a mark by which it is found
 * again after a lost answer.
 *
 * @param activityTypeId the agency's
 * @param jobId the job that it is about, or empty
 * @param at when it took place; empty for now
 * @param notes what the mapping says, plain text
 * @param workspace whose candidate it is; empty where there is one, since an id says then who it is
 */
public record PersonEvent(
        OutboxEntry entry,
        String activityTypeId,
        Optional<String> jobId,
        Optional<Instant> at,
        String notes,
        String workspace)
        implements OutboxPost {

    private static final String PATH = "/person_events";
    private static final String PAGE_SIZE = "100";

    @Override
    public boolean isDoubtful() {
        return entry.isPending();
    }

    @Override
    public LoxoRequest question() {
        return LoxoRequest.get(PATH, List.of(Map.entry("person_id", entry.loxoId()), Map.entry("per_page", PAGE_SIZE)));
    }

    @Override
    public boolean isIt(JsonNode event) {
        return words(event.path("notes").asText("")).contains(words(mark()));
    }

    @Override
    public LoxoRequest write() {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("person_event[activity_type_id]", activityTypeId));
        form.add(Map.entry("person_event[person_id]", entry.loxoId()));
        jobId.ifPresent(id -> form.add(Map.entry("person_event[job_id]", id)));
        at.ifPresent(time -> form.add(Map.entry("person_event[created_at]", time.toString())));
        form.add(Map.entry("person_event[notes]", Html.of(notes + "\n\n" + mark())));
        return LoxoRequest.write("POST", PATH, form);
    }

    @Override
    public void requireSaved(LoxoRequest written, JsonNode answer) {
        LoxoAnswers.idOf(written, answer);
    }

    @Override
    public String label() {
        return "POST " + PATH;
    }

    @Override
    public String line() {
        return "event: + " + notes.replaceAll("\\s*\\n\\s*", "; ");
    }

    @Override
    public String howToSettle() {
        return "Look in Loxo whether person %s has this event, then use: retry %s"
                .formatted(entry.loxoId(), entry.togglId());
    }

    /** Of letters, digits and plain punctuation alone: it reads the same however Loxo hands HTML back. */
    private String mark() {
        return "Toggl Hire candidate %s%s, %s, no. %d"
                .formatted(
                        entry.togglId(), workspace.isEmpty() ? "" : " of " + workspace, entry.target(), entry.number())
                .replaceAll("[^\\p{L}\\p{N} .,:_-]", "");
    }

    /** The words of a text with a space before, between and after them. */
    private static String words(String text) {
        return " " + text.replaceAll("[^\\p{L}\\p{N}]++", " ") + " ";
    }
}
