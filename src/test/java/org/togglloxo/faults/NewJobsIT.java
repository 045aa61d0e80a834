package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Jobs for openings, by processes that are killed and by processes at once. */
class NewJobsIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final String TITLE = "Tunnel Builder";
    private static final int CANDIDATES = 8;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(CANDIDATES);
    }

    @BeforeEach
    void start() {
        String opening = sandbox.toggl().addOpening(TITLE);
        sandbox.toggl().candidateIds().forEach(id -> sandbox.toggl().change(id, candidate -> {
            candidate.put("hire_state", "possible-hire").put("score", 80).put("job_opening_id", opening);
            candidate.putNull("category_id").putObject("contact_info").put("phone", "+372 5555 0001");
        }));
        program.with("LOXO_INDEX_LAG", "500")
                .with("JOBS_CREATE", "true")
                .with("JOBS_COMPANY", "Nobody & Sons")
                .with("JOBS_CREATE_COMPANY", "true")
                .with("JOBS_JOB_TYPE", "Contract")
                .with("JOBS_SALARY", "70,000");
    }

    @Test
    void killedOnItsWayToAJobWithoutAnAnswerItLooksForTheJobFirst() {
        sandbox.loxoFaults().on("POST /jobs").nth(1).then(Fault.hang());
        try (Running sync = program.start("sync", "--once")) {
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("POST /jobs") == 1);
            sync.signal("KILL");
            sync.awaitEnd(SECONDS).exits(137);
        }
        program.here("sync", "--once").exits(0);
        assertEverybodyAppliedForOneJob();
    }

    @Test
    void twoProcessesOnOneLedgerMakeItOnce() {
        sandbox.loxo().latency(Duration.ofMillis(100));
        try (SharedPostgres postgres = SharedPostgres.start()) {
            postgres.ledgerOf(program, postgres.newDatabase());
            try (Running one = program.start("sync", "--once");
                    Running other = program.start("sync", "--once")) {
                one.awaitEnd().exits(0);
                other.awaitEnd().exits(0);
            }
        }
        assertEverybodyAppliedForOneJob();
        assertThat(sandbox.loxo().countOf("POST /companies")).isEqualTo(1);
    }

    private void assertEverybodyAppliedForOneJob() {
        assertThat(sandbox.loxo().countOf("POST /jobs")).isEqualTo(1);
        assertThat(sandbox.loxo().jobs())
                .filteredOn(job -> job.path("title").asText().equals(TITLE))
                .hasSize(1);
        assertThat(sandbox.loxo().applications()).hasSize(CANDIDATES);
        assertThat(sandbox.unexpected()).isEmpty();
    }
}
