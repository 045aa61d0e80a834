package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Waits;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.JobsFile;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglNames;

/**
 * Which job in Loxo an opening in Toggl Hire is: by {@code config/jobs.csv}, else by the exact title. Loxo's jobs are read
 * once a run, and only when somebody is to be put forward.
 */
public final class Jobs {

    static final String PATH = "/jobs";
    private static final String CONSEQUENCE = "nobody is put forward for a job that config/jobs.csv does not name";
    private static final String READ = "jobs-read";

    private final ReferenceData reference;
    private final TogglNames names;
    private final Ledger ledger;
    private final Runs runs;
    private final JobPolicy policy;
    private final Clock clock;
    private final LostJobs lost;
    private final OncePerRun<JobsFile> file;
    private JobsFile lastGood = new JobsFile(Map.of());

    public Jobs(ReferenceData reference, TogglNames names, Ledger ledger, Runs runs, JobPolicy policy, Clock clock) {
        this.reference = reference;
        this.names = names;
        this.ledger = ledger;
        this.runs = runs;
        this.policy = policy;
        this.clock = clock;
        this.lost = new LostJobs(reference, ledger, runs, policy.settings().lookAgain(), clock);
        this.file = new OncePerRun<>(runs, () -> readFile(policy.settings().file()));
    }

    /** Step {@code look-up-job}: the job of the candidate's opening. */
    public Job find(Exchange exchange) {
        return DeliveryAttempt.of(exchange).isTrial()
                ? Job.planned()
                : find(Opening.of(exchange.getVariable(Variables.DETAILS, JsonNode.class)), lost::isLost);
    }

    /** @param isLost whether a job that a line or the ledger names was deleted in Loxo */
    private Job find(Opening opening, Predicate<String> isLost) {
        Optional<String> byFile = file.get().job(opening.id(), opening.title());
        if (byFile.isPresent()) {
            return isLost.test(byFile.get()) ? lostByFile(byFile.get(), opening) : Job.of(byFile.get());
        }
        if (opening.id().isEmpty()) {
            return Job.unknown("The candidate belongs to no opening in Toggl Hire");
        }
        Optional<Job> made = made(opening.id(), isLost);
        if (made.isPresent()) {
            return made.get();
        }
        if (opening.title().isEmpty()) {
            return Job.unknown(
                    "Opening %s cannot be read from Toggl Hire, and config/jobs.csv has no line for it: add one"
                            .formatted(opening.id()));
        }
        return byTitle(opening, Set.of(opening.title()));
    }

    /** Nothing else is taken in its place: whoever wrote the line wanted another job than the one of the title. */
    private static Job lostByFile(String id, Opening opening) {
        return Job.unknown(
                "Loxo has no job %s, which config/jobs.csv names for opening %s ('%s'). Write the id of another one into the line, or take the line out; the application follows by itself"
                        .formatted(id, opening.id(), opening.title()));
    }

    /** Whether a job that was made here was deleted in Loxo. */
    boolean isLost(String id) {
        return lost.isLost(id);
    }

    /** Whether Loxo, which has answered 404 for a job, has none of this id any more; nobody is put forward for it from now on. */
    public boolean isLostNow(String id) {
        return lost.isLostNow(id);
    }

    /** The job that was made for the opening, whatever either of them is called meanwhile; nothing once it was deleted. */
    private Optional<Job> made(String openingId, Predicate<String> isLost) {
        return ledger.outbox()
                .last(Opening.key(openingId), OutboxEntry.JOB)
                .filter(entry -> entry.isDone() && !isLost.test(entry.loxoId()))
                .map(entry -> Job.of(entry.loxoId()));
    }

    /** A last look before a job is made: Loxo's jobs are read anew. */
    Job again(Opening opening, Set<String> titles) {
        reference.forget(PATH);
        return byTitle(opening, titles);
    }

    private Job byTitle(Opening opening, Set<String> titles) {
        return jobs().map(jobs -> byTitle(jobs, opening, titles))
                .orElseGet(
                        () -> Job.unknown("Loxo's jobs cannot be read, and config/jobs.csv has no line for opening %s"
                                .formatted(opening.id())));
    }

    private Optional<List<JsonNode>> jobs() {
        boolean fresh = !reference.isRead(PATH);
        Optional<List<JsonNode>> jobs = reference.pages(PATH, CONSEQUENCE);
        if (fresh && jobs.isPresent()) {
            ledger.marksOfAgency().set(READ);
        }
        return jobs;
    }

    /** A list that was read before a job was deleted, or lags behind, still shows it. */
    private Job byTitle(List<JsonNode> jobs, Opening opening, Set<String> titles) {
        List<String> ids = jobs.stream()
                .filter(job -> titles.stream()
                        .anyMatch(title -> ReferenceData.same(job.path("title").asText(""), title)))
                .map(job -> job.path("id").asText())
                .filter(id -> !lost.wasLost(id))
                .toList();
        if (ids.size() == 1) {
            return Job.of(ids.get(0));
        }
        return ids.isEmpty()
                ? Job.none(
                        "Loxo has no job of the title of opening %s ('%s'). Create it there, or name its job in config/jobs.csv"
                                .formatted(opening.id(), opening.title()))
                : Job.ambiguous("Loxo has %d jobs of the title of opening %s ('%s'): %s. Name one in config/jobs.csv"
                        .formatted(ids.size(), opening.id(), opening.title(), String.join(", ", ids)));
    }

    /**
     * Whether somebody who waits for a job has it now. Loxo is asked at most once in a while: an unchanged candidate costs no
     * call.
     */
    public boolean isOver(CandidateRecord known, JsonNode candidate) {
        List<String> waits = new Waits(known.waits()).codes();
        if (!waits.contains(Reason.NO_JOB.code()) && !waits.contains(Reason.AMBIGUOUS_JOB.code())) {
            return false;
        }
        String openingId = candidate.path("job_opening_id").asText("");
        Optional<String> byFile = file.get().job(openingId, "");
        if (byFile.isPresent()) {
            return !lost.staysLost(byFile.get());
        }
        if (made(openingId, lost::staysLost).isPresent()) {
            return true;
        }
        boolean due = reference.isRead(PATH)
                || clock.millis() - ledger.marksOfAgency().at(READ)
                        >= policy.settings().lookAgain().toMillis();
        if (!due) {
            return false;
        }
        JsonNode named = names.opening(openingId).orElse(null);
        if (named == null) {
            return false;
        }
        Job job = job(named, lost::staysLost);
        return job.isFound() || job.missing() && policy.mayMake(named);
    }

    /** A job was created, changed or deleted in Loxo: who needs one next reads them anew. */
    public void refresh() {
        reference.forget(PATH);
        // or who waits for a job would be told that Loxo was asked a while ago
        ledger.marksOfAgency().clear(READ);
    }

    /** For {@code doctor}: openings that would be given a job when somebody is put forward. */
    public List<JsonNode> toBeMade() {
        return names.openings().values().stream()
                .filter(opening ->
                        policy.mayMake(opening) && job(opening, lost::isMissing).missing())
                .toList();
    }

    private Job job(JsonNode opening, Predicate<String> isLost) {
        return find(
                new Opening(opening.path("id").asText(""), opening.path("name").asText("")), isLost);
    }

    /** For {@code doctor}: which openings have a job, and which have none. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        List<String> with = new ArrayList<>();
        names.openings().forEach((id, opening) -> {
            Job job = job(opening, lost::isMissing);
            if (job.isFound()) {
                with.add(id);
            } else {
                findings.add(Finding.note("opening " + id, without(opening, job)));
            }
        });
        file.get().jobs().forEach((opening, id) -> {
            if (lost.isMissing(id)) {
                findings.add(Finding.note(
                        "job " + id,
                        "Loxo has no such job, and config/jobs.csv names it for opening '%s'. Fix the line"
                                .formatted(opening)));
            }
        });
        String list = with.isEmpty() ? "" : ": " + String.join(", ", with);
        findings.add(
                0,
                Finding.ok(
                        "openings",
                        "%d of %d have a job in Loxo%s"
                                .formatted(with.size(), names.openings().size(), list)));
        return findings;
    }

    private String without(JsonNode opening, Job job) {
        if (Opening.isClosed(opening)) {
            return "closed. " + job.waits().message();
        }
        return job.missing() && policy.mayMake(opening)
                ? "'%s' has no job yet; one is made when somebody is put forward for it (jobs.create)"
                        .formatted(opening.path("name").asText(""))
                : job.waits().message();
    }

    /** A file that was broken in mid-run changes nothing. */
    private JobsFile readFile(Path path) {
        try {
            lastGood = JobsFile.read(path);
        } catch (IllegalArgumentException e) {
            runs.notes().remark(RemarkCode.JOBS_FILE, e.getMessage() + ". The lines read before are still in force");
        }
        return lastGood;
    }
}
