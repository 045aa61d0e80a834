package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;

/** Jobs made for openings that have none, once. */
class NewJobsTest extends NewJobsCase {

    @Test
    void theJobIsMadeForTheFirstOfManyCandidatesAndUsedByAll() {
        for (int i = 0; i < 12; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com"));
        }
        RunRow run = flow.run();
        JsonNode job = onlyJob();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 12L));
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(job.at("/company/name").textValue()).isEqualTo("Sandbox Client");
        assertThat(job.at("/job_type/name").textValue()).isEqualTo("Full Time");
        assertThat(job.get("salary").textValue()).isEqualTo("70,000");
        assertThat(job.get("published").booleanValue()).isFalse();
        assertThat(job.get("internal_notes").textValue()).contains("opening " + opening);
        assertThat(flow.loxo().applications())
                .hasSize(12)
                .extracting(LoxoApplication::jobId)
                .containsOnly(job.get("id").longValue());
        assertThat(remark(run, "job-made"))
                .isEqualTo("Made job %s ('%s') for opening %s".formatted(job.get("id"), TITLE, opening));
        assertThat(flow.loxo().counts())
                .containsEntry("GET /companies", 1L)
                .containsEntry("GET /job_types", 1L)
                // whether the key is good
                .containsEntry("GET /job_categories", 1L)
                .doesNotContainKeys("GET /compensation_types", "GET /countries");

        flow.endProcess();
        flow.toggl().add(hopeful(ANN));
        assertThat(codes(flow.run())).isEmpty();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
    }

    @Test
    void workersAtOnceForSeveralOpeningsOfOneTitleMakeOneJob() {
        flow.set("sync.workers", "8").loxo().latency(Duration.ofMillis(10));
        String other = flow.toggl().addOpening(TITLE.toUpperCase(Locale.ROOT) + " ");
        for (int i = 0; i < 8; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com", i % 2 == 0 ? opening : other));
        }
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(8);
    }

    @Test
    void anotherOpeningOfTheTitleTakesTheJobThatLoxosListDoesNotShowYet() {
        flow.set("sync.workers", "1");
        String other = flow.toggl().addOpening(TITLE);
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com", other));
        flow.sandbox()
                .loxoFaults()
                .on("GET /jobs")
                .then(Fault.answer(200, Map.of(), "{\"current_page\":1,\"total_pages\":1,\"results\":[]}"));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @Test
    void withoutTheSwitchNoJobIsMade() {
        flow.set("jobs.create", "false");
        String candidate = flow.toggl().add(hopeful(ANN));
        onlyThePersonIsDelivered(candidate, flow.run());
        assertThat(flow.known(candidate).message()).contains("Create it there");
    }

    @Test
    void aClosedOpeningGetsNoJobAndTheCandidateSaysSo() {
        flow.toggl().changeOpening(opening, closed -> closed.put("closed_at", "2025-06-30T17:00:00"));
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(flow.known(candidate).message()).contains("opening " + opening, "closed in Toggl Hire");
        assertThat(codes(run)).isEmpty();
    }

    @Test
    void aJobThatARecruiterMadeMeanwhileIsUsed() {
        flow.set("sync.workers", "1");
        flow.toggl().add(hopeful("first@example.com", flow.toggl().addOpening("Another")));
        flow.toggl().add(hopeful(ANN));
        // the list is read for the first candidate; the recruiter is quicker than the second one
        flow.sandbox().loxoFaults().on(POST).nth(1).then(Fault.tamper(answer -> {
            flow.loxo().addJob(TITLE);
            return answer.answer();
        }));
        flow.run();
        onlyJob();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @Test
    void aJobThatIsRenamedLaterStaysTheJobOfItsOpening() {
        flow.toggl().add(hopeful(ANN));
        flow.run();
        long job = onlyJob().get("id").longValue();
        flow.toggl().changeOpening(opening, renamed -> renamed.put("name", "Digger"));
        flow.set("jobs.create", "false");
        flow.toggl().add(hopeful("ben@example.com"));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications())
                .extracting(LoxoApplication::jobId)
                .containsExactly(job, job);
    }

    @Test
    void whoWaitedForAJobIsPutForwardWhenOneMayBeMade() {
        flow.set("jobs.create", "false").set("jobs.look-again-minutes", "0");
        flow.toggl().add(hopeful(ANN));
        flow.run();
        flow.set("jobs.create", "true");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(1);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void aPlanTellsTheJobOnceAndMakesNothing() {
        flow.set("jobs.company", "Nobody & Sons")
                .set("jobs.create-company", "true")
                .set("sync.workers", "1");
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        List<String> lines = flow.plan().stream()
                .flatMap(report -> report.changes().stream())
                .toList();
        assertThat(lines)
                .containsOnlyOnce("company: + 'Nobody & Sons'", "job: + '%s' for opening %s".formatted(TITLE, opening))
                .contains("application: + for the new job 'Tunnel Builder (m/f/d)', with a scorecard");
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));
        assertThat(flow.ledgerFile()).doesNotExist();
    }
}
