package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.Attachment;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * A candidate put forward for a job: {@code POST /jobs/{job_id}/apply}, names without a prefix, {@code name}, {@code email},
 * {@code phone} and a {@code resume} required (loxo-27).
 *
 * @param title of the opening, or empty
 * @param who name, address and phone by which Loxo finds the person; the address is one that the person holds
 * @param resume makes the file, when it is needed
 */
public record Application(
        OutboxEntry entry,
        boolean isDoubtful,
        String title,
        Applicant who,
        Optional<String> sourceTypeId,
        Optional<String> linkedin,
        Supplier<Attachment> resume)
        implements OutboxPost {

    private static final String PAGE_SIZE = "100";

    @Override
    public LoxoRequest question() {
        return LoxoRequest.get(
                "/jobs/" + entry.target() + "/candidates",
                List.of(Map.entry("person_id", entry.loxoId()), Map.entry("per_page", PAGE_SIZE)));
    }

    @Override
    public boolean isIt(JsonNode candidate) {
        JsonNode person = candidate.path("person_id").isMissingNode()
                ? candidate.path("person").path("id")
                : candidate.path("person_id");
        return person.asText("").equals(entry.loxoId());
    }

    @Override
    public LoxoRequest write() {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("name", who.name()));
        form.add(Map.entry("email", who.email()));
        form.add(Map.entry("phone", who.phone()));
        linkedin.ifPresent(url -> form.add(Map.entry("linkedin", url)));
        sourceTypeId.ifPresent(id -> form.add(Map.entry("source_type_id", id)));
        return LoxoRequest.multipart(path(), form, resume.get());
    }

    @Override
    public void requireSaved(LoxoRequest written, JsonNode answer) {
        LoxoAnswers.requireSaved(written.label(), answer);
    }

    @Override
    public String label() {
        return "POST " + path();
    }

    private String path() {
        return "/jobs/" + entry.target() + "/apply";
    }

    @Override
    public String line() {
        return "application: + for %s%s, with a scorecard"
                .formatted(
                        entry.target() == null ? "the new job" : "job " + entry.target(),
                        title.isEmpty() ? "" : " '%s'".formatted(title));
    }

    @Override
    public String howToSettle() {
        return "Look in Loxo whether person %s is on job %s. If so, or to apply again, use: retry %s"
                .formatted(entry.loxoId(), entry.target(), entry.togglId());
    }

    /** By whom Loxo finds the person. */
    public record Applicant(String name, String email, String phone) {}
}
