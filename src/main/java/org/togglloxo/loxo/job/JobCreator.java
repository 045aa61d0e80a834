package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Retries;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.person.PlannedCalls;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.PlanGuard;
import org.togglloxo.sync.run.RemarkCode;
import org.togglloxo.sync.run.Runs;

/** Makes a job for an opening: once, through crashes, lost answers, several workers and several processes. */
public final class JobCreator {

    private final LoxoClient client;
    private final LoxoSettings settings;
    private final LoxoAnswers answers;
    private final JobForm forms;
    private final Companies companies;
    private final Jobs jobs;
    private final JobPolicy policy;
    private final Ledger ledger;
    private final Runs runs;
    private final IndexLag lag;
    private final JobLock lock;
    private final OncePerRun<Set<String>> planned;

    public JobCreator(
            LoxoClient client,
            LoxoSettings settings,
            LoxoAnswers answers,
            JobForm forms,
            Companies companies,
            Jobs jobs,
            JobPolicy policy,
            Ledger ledger,
            Runs runs,
            IndexLag lag) {
        this.client = client;
        this.settings = settings;
        this.answers = answers;
        this.forms = forms;
        this.companies = companies;
        this.jobs = jobs;
        this.policy = policy;
        this.ledger = ledger;
        this.runs = runs;
        this.lag = lag;
        this.lock = new JobLock(ledger);
        this.planned = new OncePerRun<>(runs, ConcurrentHashMap::newKeySet);
    }

    /** Step {@code take-opening}: {@code opening}, {@code category} (the candidate's), and {@code settings} (company, job_type, ...). */
    public ObjectNode material(@Variable(Variables.DETAILS) JsonNode details) {
        ObjectNode material = JsonNodeFactory.instance.objectNode();
        material.set("opening", details.path("opening"));
        material.set("category", details.path("category"));
        ObjectNode values = material.putObject("settings");
        settings.jobs().values().forEach(values::put);
        return material;
    }

    /** Step {@code leave-closed}. */
    public Job ofClosed(@Variable(Variables.DETAILS) JsonNode details) {
        return policy.giveUp(Opening.of(details), "the opening is closed in Toggl Hire");
    }

    /**
     * Step {@code make-job}: makes a job, one at a time, after a last look whether it is there. Sets {@code job}.
     *
     * @throws Fail when the mapping gives something that a job cannot have
     * @throws Retry while Loxo may still be at work on an earlier one
     */
    public void make(Exchange exchange) throws Exception {
        JsonNode mapped = exchange.getMessage().getBody(JsonNode.class);
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (attempt.isTrial()) {
            forms.check(mapped);
            exchange.setVariable(Variables.JOB, Job.planned());
            return;
        }
        Opening wanted = Opening.of(exchange.getVariable(Variables.DETAILS, JsonNode.class));
        attempt.guard().requireAnywhere(line(mapped.path("title").asText("").strip(), wanted));
        try (JobLock.Claim claim = lock.claim()) {
            NewJob creation = prepare(mapped, wanted, claim, attempt.guard());
            if (creation.isDue() && runs.planning()) {
                List<String> lines = plan(creation);
                attempt.plan(lines);
                new PlannedCalls(runs).jobs(lines.size());
            }
            exchange.setVariable(Variables.JOB, creation.isDue() ? made(exchange, creation, claim) : creation.job());
        }
    }

    private Job made(Exchange exchange, NewJob creation, JobLock.Claim claim) throws Exception {
        if (runs.planning()) {
            return Job.planned();
        }
        OutboxEntry intended = ledger.outbox().intend(creation.entry(), claim.shared());
        String id;
        try {
            id = answers.idOf(creation.request(), client.call(creation.request(), exchange), "job");
        } catch (Exception e) {
            return notMade(creation, intended, e);
        }
        confirm(creation.opening(), creation.title(), creation.entry().about(id));
        DeliveryAttempt.of(exchange).guard().jobMade(id);
        return Job.of(id);
    }

    /** While others waited for leave, the job may have come to be. */
    private NewJob prepare(JsonNode mapped, Opening opening, JobLock.Claim claim, PlanGuard guard) {
        String title = mapped.path("title").asText("").strip();
        Optional<Job> known = policy.givenUp(opening).or(() -> made(opening, title));
        if (known.isPresent()) {
            return NewJob.not(known.get());
        }
        JobDraft draft = forms.draft(mapped);
        if (draft.hindrance().isPresent()) {
            return NewJob.not(policy.giveUp(opening, draft.hindrance().get()));
        }
        if (planned.get().contains(Opening.lowerCase(title))) {
            return NewJob.not(Job.planned());
        }
        OutboxEntry entry = outboxEntry(opening, title);
        Job now = lookAgain(opening, title, entry);
        if (!now.missing()) {
            return NewJob.not(now);
        }
        Optional<String> company = draft.newCompany();
        if (company.isPresent() && !runs.planning()) {
            guard.requireAnywhere(line(company.get()));
            Optional<String> id = companies.make(company.get(), claim.shared());
            if (id.isEmpty()) {
                return NewJob.not(
                        policy.giveUp(opening, "its company '%s' could not be made".formatted(company.get())));
            }
            draft.set("company_id", id.get());
        }
        boolean fillsUrl = companies.lacksUrl(draft);
        if (fillsUrl && !runs.planning()) {
            draft.value("company_id").map(this::urlLine).ifPresent(guard::requireAnywhere);
            companies.fillUrl(draft);
        }
        return new NewJob(
                null,
                opening,
                title,
                company.orElse(null),
                fillsUrl ? draft.value("company_id").orElse(null) : null,
                entry,
                draft.request());
    }

    /** For this opening under whatever title, or for another one under the same title. */
    private Optional<Job> made(Opening opening, String title) {
        return rows(opening, title)
                .filter(OutboxEntry::isDone)
                .map(row -> Job.of(row.loxoId()))
                .findFirst();
    }

    private Stream<OutboxEntry> rows(Opening opening, String title) {
        return Stream.concat(
                ledger.outbox().of(Opening.key(opening.id())).stream(),
                ledger.outbox().all(OutboxEntry.JOB, Opening.lowerCase(title)).stream());
    }

    private OutboxEntry outboxEntry(Opening opening, String title) {
        OutboxEntry first = opening.outboxEntry(title);
        return ledger.outbox().asItStands(first);
    }

    /** Loxo's jobs are read anew; what was sent without an answer is settled where it is there. */
    private Job lookAgain(Opening opening, String title, OutboxEntry entry) {
        Set<String> titles = new LinkedHashSet<>(List.of(title, opening.title()));
        List<OutboxEntry> pending =
                rows(opening, title).filter(OutboxEntry::isPending).toList();
        pending.forEach(row -> titles.add(row.target()));
        Job now = jobs.again(opening, titles);
        if (now.isFound() && !pending.isEmpty()) {
            confirm(opening, title, entry.about(now.id()));
        }
        if (now.missing() && pending.stream().anyMatch(row -> lag.hides(row.intentAt()))) {
            throw lag.wait(Reason.POSTING_PENDING, "POST /jobs for opening " + opening.id(), "the job");
        }
        return now;
    }

    /** What {@code plan} shows of it, once for a job. */
    private List<String> plan(NewJob creation) {
        List<String> lines = new ArrayList<>();
        String company = creation.newCompany();
        if (company != null && planned.get().add("company " + Opening.lowerCase(company))) {
            lines.add(line(company));
        }
        if (creation.companyWithoutUrl() != null && planned.get().add("url " + creation.companyWithoutUrl())) {
            lines.add(urlLine(creation.companyWithoutUrl()));
        }
        if (planned.get().add(Opening.lowerCase(creation.title()))) {
            lines.add(line(creation.title(), creation.opening()));
        }
        return lines;
    }

    private static String line(String company) {
        return "company: + '%s'".formatted(company);
    }

    private String urlLine(String company) {
        return "company %s: url: (blank) -> \"%s\"".formatted(company, companies.url());
    }

    private static String line(String title, Opening opening) {
        return "job: + '%s' for opening %s".formatted(title, opening.id());
    }

    private void confirm(Opening opening, String title, OutboxEntry made) {
        ledger.outbox().confirm(made);
        if (!runs.planning()) {
            runs.notes()
                    .tell(
                            RemarkCode.JOB_MADE,
                            "Made job %s ('%s') for opening %s".formatted(made.loxoId(), title, opening.id()));
        }
    }

    /**
     * A refused one was not made, and in this run nobody tries again; one that ended in any other way may have been.
     *
     * @throws Exception the error itself, where the step is to be repeated
     */
    private Job notMade(NewJob creation, OutboxEntry intended, Exception error) throws Exception {
        if (!IndexLag.isRuledOutBy(error)) {
            ledger.outbox().stillPending(intended);
            throw error;
        }
        ledger.outbox().retract(creation.entry());
        if (Retries.isThrottled(error) || error instanceof Stop) {
            throw error;
        }
        String why = why(error);
        policy.remark(
                RemarkCode.JOB_REFUSED,
                "Opening %s: %s".formatted(creation.opening().id(), why));
        return policy.giveUp(creation.opening(), why);
    }

    private static String why(Exception error) {
        if (!(error instanceof LoxoRefusal answer)) {
            return error instanceof Fail fail && fail.why() == Reason.NOTHING_SAVED
                    ? "Loxo answered POST /jobs with success but without an id, which means that nothing was saved"
                    : error.getMessage();
        }
        String words = "Loxo answered %d to POST /jobs: %s".formatted(answer.getStatusCode(), answer.getResponseBody());
        return answer.means(Meaning.REFUSED)
                ? words + ". Ask its support to open it for the key of loxo.api-key"
                : words;
    }
}
