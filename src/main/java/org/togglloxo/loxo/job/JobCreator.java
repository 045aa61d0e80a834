package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.Retries;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.person.PlannedCalls;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.delivery.AddressLocks;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.PlanGuard;
import org.togglloxo.sync.run.Runs;

/** Makes a job for an opening: once, through crashes, lost answers, several workers and several processes. */
public final class JobCreator {

    private final LoxoClient client;
    private final JobForm forms;
    private final Companies companies;
    private final JobPolicy policy;
    private final JobOutbox outbox;
    private final Runs runs;
    private final OncePerRun<Set<String>> planned;

    public JobCreator(
            LoxoClient client, JobForm forms, Companies companies, JobPolicy policy, JobOutbox outbox, Runs runs) {
        this.client = client;
        this.forms = forms;
        this.companies = companies;
        this.policy = policy;
        this.outbox = outbox;
        this.runs = runs;
        this.planned = new OncePerRun<>(runs, ConcurrentHashMap::newKeySet);
    }

    /** Step {@code take-opening}: {@code opening}, {@code category} (the candidate's), and {@code settings} (company, job_type, ...). */
    public ObjectNode material(@Variable(Variables.DETAILS) JsonNode details) {
        ObjectNode material = JsonNodeFactory.instance.objectNode();
        material.set("opening", details.path("opening"));
        material.set("category", details.path("category"));
        ObjectNode values = material.putObject("settings");
        policy.settings().values().forEach(values::put);
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
        if (exchange.getVariable(Variables.JOB) instanceof Job job && !job.missing()) {
            // however the files lead here: one that has a job, by a line or otherwise, is given no second one
            return;
        }
        Opening wanted = Opening.of(exchange.getVariable(Variables.DETAILS, JsonNode.class));
        attempt.guard().requireAnywhere(line(mapped.path("title").asText("").strip(), wanted));
        try (AddressLocks.Claim claim = outbox.claim()) {
            exchange.setVariable(Variables.JOB, make(exchange, mapped, wanted, claim));
        }
    }

    /** While others waited for leave, the job may have come to be. */
    private Job make(Exchange exchange, JsonNode mapped, Opening opening, AddressLocks.Claim claim) throws Exception {
        String title = mapped.path("title").asText("").strip();
        Optional<Job> known = policy.givenUp(opening).or(() -> outbox.made(opening, title));
        if (known.isPresent()) {
            return known.get();
        }
        JobDraft draft = forms.draft(mapped);
        if (draft.hindrance().isPresent()) {
            return policy.giveUp(opening, draft.hindrance().get());
        }
        if (planned.get().contains(Opening.lowerCase(title))) {
            return Job.planned();
        }
        Job now = outbox.lookAgain(opening, title);
        if (!now.missing()) {
            return now;
        }
        if (runs.planning()) {
            List<String> lines = plan(draft, title, opening);
            DeliveryAttempt.of(exchange).plan(lines);
            new PlannedCalls(runs).jobs(lines.size());
            return Job.planned();
        }
        PlanGuard guard = DeliveryAttempt.of(exchange).guard();
        draft.newCompany().map(JobCreator::line).ifPresent(guard::requireAnywhere);
        companies.withoutUrl(draft).map(this::urlLine).ifPresent(guard::requireAnywhere);
        if (!companies.complete(draft, claim)) {
            return policy.giveUp(
                    opening,
                    "its company '%s' could not be made"
                            .formatted(draft.newCompany().orElseThrow()));
        }
        return post(exchange, draft.request(), title, opening, claim);
    }

    private Job post(Exchange exchange, LoxoRequest request, String title, Opening opening, AddressLocks.Claim claim)
            throws Exception {
        try {
            Job made =
                    outbox.make(opening, title, claim, () -> LoxoAnswers.idOf(request, client.call(request, exchange)));
            DeliveryAttempt.of(exchange).guard().jobMade(made.id());
            return made;
        } catch (Exception e) {
            return notMade(opening, e);
        }
    }

    /** What {@code plan} shows of it, once for a job. */
    private List<String> plan(JobDraft draft, String title, Opening opening) {
        List<String> lines = new ArrayList<>();
        draft.newCompany()
                .filter(company -> planned.get().add("company " + Opening.lowerCase(company)))
                .ifPresent(company -> lines.add(line(company)));
        companies
                .withoutUrl(draft)
                .filter(id -> planned.get().add("url " + id))
                .ifPresent(id -> lines.add(urlLine(id)));
        if (planned.get().add(Opening.lowerCase(title))) {
            lines.add(line(title, opening));
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

    /**
     * A refused one was not made, and in this run nobody tries again; one that ended in any other way may have been.
     *
     * @throws Exception the error itself, where the step is to be repeated
     */
    private Job notMade(Opening opening, Exception error) throws Exception {
        if (!IndexLag.isRuledOutBy(error) || Retries.isThrottled(error) || error instanceof Stop) {
            throw error;
        }
        String why = why(error);
        policy.remark(RemarkCode.JOB_REFUSED, "Opening %s: %s".formatted(opening.id(), why));
        return policy.giveUp(opening, why);
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
