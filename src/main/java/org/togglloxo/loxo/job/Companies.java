package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.sync.run.RunNotes;

/** The companies that jobs are made for: found by their exact name or, where that is wanted, made once (loxo-33). */
public final class Companies {

    private static final String PATH = "/companies";
    private static final String COMPANY = "company_id";
    private static final String NO_URL = "the company's website is not filled in";

    private final ReferenceData reference;
    private final Ledger ledger;
    private final RunNotes notes;
    private final JobPolicy policy;
    private final IndexLag lag;

    public Companies(ReferenceData reference, Ledger ledger, RunNotes notes, JobPolicy policy, IndexLag lag) {
        this.reference = reference;
        this.ledger = ledger;
        this.notes = notes;
        this.policy = policy;
        this.lag = lag;
    }

    /** @param name the name, or Loxo's id */
    void find(String name, JobDraft draft) {
        if (name.matches("[0-9]+")) {
            findById(name, draft);
            return;
        }
        Optional<List<String>> ids = ids(name);
        if (ids.isEmpty()) {
            draft.hinder("Loxo's %s cannot be read".formatted(PATH));
        } else if (ids.get().size() == 1) {
            draft.set(COMPANY, ids.get().get(0));
        } else if (ids.get().isEmpty() && policy.settings().createCompany()) {
            draft.setNewCompany(name);
        } else {
            String why = ids.get().isEmpty()
                    ? "Loxo has no company '%s' (jobs.company). Add it there, fix jobs.company, or set jobs.create-company=true"
                            .formatted(name)
                    : "Loxo has %d companies '%s': %s. Give one as company_id in routes/66-create-job.camel.yaml, or merge them in Loxo"
                            .formatted(ids.get().size(), name, String.join(", ", ids.get()));
            policy.remark(RemarkCode.JOB_NOT_MADE, why);
            draft.hinder(why);
        }
    }

    private void findById(String id, JobDraft draft) {
        if (reference.record(PATH, id, JobPolicy.CONSEQUENCE).isPresent()) {
            draft.set(COMPANY, id);
        } else {
            String why =
                    "Loxo has no company %s (jobs.company). Give the id or the name of one that it has".formatted(id);
            policy.remark(RemarkCode.JOB_NOT_MADE, why);
            draft.hinder(why);
        }
    }

    /** The company of the job where it lacks its website, and {@code jobs.company-url} has it. */
    Optional<String> withoutUrl(JobDraft draft) {
        return draft.value(COMPANY).filter(id -> !url().isEmpty()).filter(id -> reference
                .record(PATH, id, NO_URL)
                .filter(company -> company.path("url").asText("").isBlank())
                .isPresent());
    }

    /**
     * Makes the company that a job needs, and fills in its website, for which no job waits. Whoever calls this holds the claim.
     *
     * @return false where it could not be made, which is said
     * @throws Retry while Loxo may still be at work on an earlier one
     */
    boolean complete(JobDraft draft, DatabaseLock claim) {
        Optional<String> made = draft.newCompany().flatMap(name -> make(name, claim));
        if (draft.newCompany().isPresent() && made.isEmpty()) {
            return false;
        }
        made.ifPresent(id -> draft.set(COMPANY, id));
        withoutUrl(draft).ifPresent(this::fillUrl);
        return true;
    }

    private void fillUrl(String id) {
        String name =
                reference.record(PATH, id, NO_URL).orElseThrow().path("name").asText();
        reference.write(
                LoxoRequest.write(
                        "PUT",
                        PATH + "/" + id,
                        List.of(Map.entry("company[name]", name), Map.entry("company[url]", url()))),
                NO_URL);
        reference.forget(PATH + "/" + id);
    }

    /** What stands as the website where Loxo has none; empty for nothing. */
    String url() {
        return policy.settings().companyUrl();
    }

    private Optional<List<String>> ids(String name) {
        return reference.scrollAbout(PATH, name, JobPolicy.CONSEQUENCE).map(found -> found.stream()
                .filter(company -> ReferenceData.same(company.path("name").asText(""), name))
                .map(company -> company.path("id").asText())
                .toList());
    }

    /** Empty where it could not be made. */
    private Optional<String> make(String name, DatabaseLock claim) {
        OutboxEntry first = OutboxEntry.first(
                "company:" + Opening.lowerCase(name), OutboxEntry.COMPANY, Opening.lowerCase(name), null);
        OutboxEntry company = ledger.outbox().asItStands(first);
        if (company.isDone()) {
            return Optional.of(company.loxoId());
        }
        if (company.isPending()) {
            Optional<List<String>> there = lookAgain(name, company);
            if (there.filter(List::isEmpty).isEmpty()) {
                // where nobody can tell whether Loxo did it, a second one is not made either
                return there.flatMap(Companies::only);
            }
        }
        OutboxEntry intended = ledger.outbox().intend(company, claim);
        Optional<String> id = reference
                .write(
                        LoxoRequest.write("POST", PATH, List.of(Map.entry("company[name]", name))),
                        JobPolicy.CONSEQUENCE)
                .flatMap(Companies::idOf);
        if (id.isEmpty()) {
            // as late as now Loxo may have done it
            ledger.outbox().stillPending(intended);
        }
        id.ifPresent(made -> {
            ledger.outbox().confirm(company.about(made));
            notes.tell(RemarkCode.COMPANY_MADE, "Made company %s ('%s') in Loxo".formatted(made, name));
        });
        return id;
    }

    /** Empty where the list cannot be read. */
    private Optional<List<String>> lookAgain(String name, OutboxEntry pending) {
        reference.forget(ReferenceData.about(PATH, name));
        Optional<List<String>> there = ids(name);
        there.flatMap(Companies::only).ifPresent(id -> ledger.outbox().confirm(pending.about(id)));
        if (there.filter(List::isEmpty).isPresent() && lag.hides(pending.intentAt())) {
            throw lag.wait(Reason.POSTING_PENDING, "POST " + PATH, "the company");
        }
        return there;
    }

    private static Optional<String> only(List<String> ids) {
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    private static Optional<String> idOf(JsonNode answer) {
        return new LoxoPerson(answer).id();
    }
}
