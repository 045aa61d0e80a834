package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Finding;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** A job that config/jobs.csv names, or that was made here, and that somebody deleted in Loxo. */
class DeletedJobsTest extends NewJobsCase {

    private static final String APPLY = "POST /jobs/{job_id}/apply";
    private static final String READ = "GET /jobs/{id}";
    private static final String NOWHERE = "Loxo has no job 99999, which config/jobs.csv names for opening ";

    private long firstMade() {
        flow.toggl().add(hopeful("first@example.com"));
        flow.run();
        return onlyJob().get("id").longValue();
    }

    private long firstDeleted() {
        long job = firstMade();
        assertThat(flow.loxo().removeJob(job)).isTrue();
        flow.endProcess();
        flow.loxo().forgetCalls();
        return job;
    }

    private List<Long> applications() {
        return flow.loxo().applications().stream().map(LoxoApplication::jobId).toList();
    }

    private long newJob() {
        return onlyJob().get("id").longValue();
    }

    private List<String> findings() {
        return flow.examineServices().stream().map(Finding::message).toList();
    }

    private List<String> planned() {
        return flow.plan().stream().flatMap(report -> report.changes().stream()).toList();
    }

    @Test
    void anotherJobIsMadeOnceHoweverManyNeedIt() {
        long gone = firstDeleted();
        flow.set("sync.workers", "8").loxo().latency(Duration.ofMillis(10));
        for (int i = 0; i < 8; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com"));
        }
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 8L, "unchanged", 1L));
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(newJob()).isNotEqualTo(gone);
        assertThat(applications()).hasSize(9).filteredOn(job -> job == newJob()).hasSize(8);

        flow.endProcess();
        flow.loxo().forgetCalls();
        flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(flow.loxo().counts()).doesNotContainKeys(POST, READ);
        assertThat(applications()).last().isEqualTo(newJob());
    }

    @Test
    void whereNoneMayBeMadeTheCandidateIsDeliveredAndFollowsOnceThereIsOne() {
        firstDeleted();
        flow.set("jobs.create", "false").set("jobs.look-again-minutes", "0");
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L, "unchanged", 1L));
        assertThat(flow.known(candidate).waits()).isEqualTo("no-job");
        assertThat(flow.known(candidate).message()).contains("no job of the title of opening " + opening);

        long again = flow.loxo().addJob(TITLE);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "unchanged", 1L));
        assertThat(applications()).last().isEqualTo(again);
    }

    @Test
    void oneThatALaggingListStillShowsIsNotTakenAgain() {
        long gone = firstDeleted();
        flow.sandbox()
                .loxoFaults()
                .on("GET /jobs")
                .then(Fault.answer(
                        200,
                        Map.of(),
                        "{\"current_page\":1,\"total_pages\":1,\"results\":[{\"id\":%d,\"title\":\"%s\"}]}"
                                .formatted(gone, TITLE)));
        flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(applications()).containsExactly(gone, newJob());
    }

    @Test
    void oneThatIsDeletedWhileTheRunIsUnderWayIsNoticed() {
        flow.set("sync.workers", "1");
        long byTitle = flow.loxo().addJob(TITLE);
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        flow.onceInLoxo(APPLY, Fault.tamper(answer -> {
            flow.loxo().removeJob(byTitle);
            return answer.answer();
        }));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 2L));
        assertThat(applications()).containsExactly(byTitle, newJob());
    }

    @Test
    void whomLoxoHadAlreadyIsPutForwardForTheNewOne() {
        long gone = firstDeleted();
        flow.loxo().seed(PersonSeed.named("Known").withEmail(ANN));
        flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(applications()).containsExactly(gone, newJob());
    }

    @Test
    void anApplicationWhoseAnswerWasLostIsNotWaitedForOnceItsJobIsGone() {
        long gone = firstMade();
        flow.set("retry.max-attempts", "0").toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.resetBefore());
        assertThat(FlowFixture.counts(flow.run())).containsEntry("deferred", 1L);
        flow.loxo().removeJob(gone);
        flow.set("retry.max-attempts", "5");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "unchanged", 1L));
        assertThat(applications()).containsExactly(gone, newJob());
    }

    @Test
    void a404ForAJobThatIsThereIsARefusalAsAnyOther() {
        long job = firstMade();
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.status(404));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L, "unchanged", 1L));
        assertThat(flow.known(candidate).message()).contains("404", "/jobs/%d/apply".formatted(job));
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
    }

    @Test
    void aLineThatNamesAJobThatLoxoLacksIsNamedAndTheApplicationFollowsOnceItIsCorrected() throws IOException {
        line(opening, 99_999);
        flow.set("sync.workers", "1");
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.known(candidate).waits()).isEqualTo("no-job");
        assertThat(flow.known(candidate).message())
                .contains(NOWHERE + opening, "Write the id of another one into the line");
        assertThat(flow.loxo().countOf(APPLY)).isEqualTo(1);
        assertThat(flow.loxo().countOf(READ)).isEqualTo(1);
        assertThat(flow.loxo().countOf(POST)).isZero();

        flow.endProcess();
        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 2L));
        askedLoxoForTheKeyAlone();

        long wanted = flow.loxo().addJob("Wanted");
        line(opening, wanted);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 2L));
        assertThat(applications()).containsExactly(wanted, wanted);
    }

    @Test
    void aLineThatIsTakenOutLeavesTheOpeningToItsTitle() throws IOException {
        line(opening, 99_999);
        flow.toggl().add(hopeful(ANN));
        flow.run();
        line("another", 99_999);
        flow.set("jobs.look-again-minutes", "0").run();
        assertThat(applications()).containsExactly(newJob());
    }

    @Test
    void planAndDoctorTellOfAJobThatIsGone() throws IOException {
        firstDeleted();
        flow.toggl().add(hopeful(ANN));
        assertThat(planned()).contains("job: + '%s' for opening %s".formatted(TITLE, opening));
        line(opening, 99_999);
        assertThat(planned())
                .isNotEmpty()
                .noneMatch(change -> change.startsWith("job:") || change.startsWith("application:"));
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));

        assertThat(findings()).anyMatch(message -> message.startsWith(NOWHERE + opening));
        line("another", 99_999);
        assertThat(findings()).anyMatch(message -> message.contains("'%s' has no job yet".formatted(TITLE)));
    }
}
