package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.JobSettings;
import org.togglloxo.sync.OncePerRun;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/** Whether a job may be made for an opening: where it did not succeed once, nobody tries again in the same run. */
public final class JobPolicy {

    /** What does not take place where something that is needed cannot be read. */
    static final String CONSEQUENCE = "no job is made for an opening";

    private final RunNotes notes;
    private final JobSettings settings;
    private final OncePerRun<Map<String, Job>> givenUp;

    public JobPolicy(Runs runs, RunNotes notes, JobSettings settings) {
        this.notes = notes;
        this.settings = settings;
        this.givenUp = new OncePerRun<>(runs, ConcurrentHashMap::new);
    }

    JobSettings settings() {
        return settings;
    }

    /** @param opening as Toggl Hire has it */
    boolean mayMake(JsonNode opening) {
        return settings.create()
                && !Opening.isClosed(opening)
                && !givenUp.get().containsKey(opening.path("id").asText(""));
    }

    /** Why the opening has no job in this run, where somebody tried to make it. */
    Optional<Job> givenUp(Opening opening) {
        return Optional.ofNullable(givenUp.get().get(opening.id()));
    }

    /** Returns what the opening has in the place of a job. */
    Job giveUp(Opening opening, String why) {
        Job none = Job.unknown(
                notes.named("No job is made in Loxo for opening %s ('%s'): %s. Or name its job in config/jobs.csv"
                        .formatted(opening.id(), opening.title(), why)));
        givenUp.get().put(opening.id(), none);
        return none;
    }

    /** Something that somebody has to fix; said once. */
    void remark(RemarkCode code, String message) {
        notes.remark(code, "%s: %s in this run".formatted(message, CONSEQUENCE));
    }

    /** A job is made all the same, without this. */
    void leaveOut(RemarkCode code, String message) {
        notes.remark(code, message + ". Jobs are made without it");
    }
}
