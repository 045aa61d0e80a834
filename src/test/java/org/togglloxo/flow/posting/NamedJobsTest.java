package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;

/** A line in the file of {@code jobs.file} comes before a job that would be made, or was made, for the opening. */
class NamedJobsTest extends NewJobsCase {

    private void everyoneAppliesFor(Long... jobs) {
        assertThat(flow.loxo().applications())
                .extracting(LoxoApplication::jobId)
                .containsExactly(jobs);
    }

    @Test
    void noJobIsMadeForAnOpeningThatHasALine() throws IOException {
        long wanted = flow.loxo().addJob("Wanted");
        line(opening, wanted);
        flow.toggl().add(hopeful(ANN));
        assertThat(flow.plan().get(0).changes())
                .contains("application: + for job %d '%s', with a scorecard".formatted(wanted, TITLE))
                .noneMatch(change -> change.startsWith("job:"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().countOf(POST)).isZero();
        everyoneAppliesFor(wanted);
    }

    @Test
    void anEditThatAsksForAJobInAnyCaseMakesNoSecondOne() throws IOException {
        FilesFolder files = FilesFolder.in(folder.resolve("own"));
        files.edit("60-find-job.camel.yaml", text -> text.replace("${variable.job.missing} && ", ""));
        long wanted = flow.files(files).loxo().addJob("Wanted");
        line(opening, wanted);
        flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isZero();
        everyoneAppliesFor(wanted);
    }

    @Test
    void aLineByTheOpeningsNameCountsAsWell() throws IOException {
        long wanted = flow.loxo().addJob("Wanted");
        line(TITLE, wanted);
        flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isZero();
        everyoneAppliesFor(wanted);
    }

    @Test
    void aLineThatIsAddedLaterComesBeforeTheJobThatWasMade() throws IOException {
        flow.toggl().add(hopeful(ANN));
        flow.run();
        long made = onlyJob().get("id").longValue();
        long wanted = flow.loxo().addJob("Wanted");
        line(opening, wanted);
        flow.toggl().add(hopeful("ben@example.com"));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        everyoneAppliesFor(made, wanted);
    }

    @Test
    void aClosedOpeningWithALineHasItsJob() throws IOException {
        flow.toggl().changeOpening(opening, closed -> closed.put("closed_at", "2025-06-30T17:00:00"));
        long wanted = flow.loxo().addJob("Wanted");
        line(opening, wanted);
        flow.toggl().add(hopeful(ANN));
        flow.run();
        everyoneAppliesFor(wanted);
    }

    @Test
    void whoWaitedForAJobIsPutForwardOnceALineByNameIsThere() throws IOException {
        flow.set("jobs.create", "false").set("jobs.look-again-minutes", "0");
        flow.toggl().add(hopeful(ANN));
        flow.run();
        long wanted = flow.loxo().addJob("Wanted");
        line(TITLE, wanted);
        flow.run();
        everyoneAppliesFor(wanted);
    }
}
