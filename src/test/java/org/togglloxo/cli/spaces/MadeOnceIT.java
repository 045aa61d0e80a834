package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.flow.Candidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.fault.Fault;

/** What an agency has once is made once by two workspaces that deliver there at the same time. */
class MadeOnceIT extends SeveralSpacesCase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TITLE = "Tunnel Builder";
    /** Whoever is not kept from it has made a second one by then. */
    private static final long SECONDS_OF_THE_FIRST = 2;

    @BeforeEach
    void oneCandidateEach() {
        severalWorkspacesAndOneAgency("acme,beta");
        program.with("SYNC_SCHEDULE", "0/2 * * * * ?");
        onlyCandidate(first, "ann@example.com");
        onlyCandidate(second, "ben@example.com");
    }

    private static void onlyCandidate(Sandbox workspace, String email) {
        List.copyOf(workspace.toggl().candidateIds()).forEach(workspace.toggl()::remove);
        String opening = workspace.toggl().addOpening(TITLE);
        workspace
                .toggl()
                .add(Candidates.someone(email)
                        .contact("phone", "+372 5555 0001")
                        .and(candidate ->
                                candidate.put("job_opening_id", opening).putNull("category_id")));
    }

    /**
     * Nobody gets past the first call before both are there, and each of the others takes its time when it is made first.
     *
     * @param slow in the order in which they are made
     */
    private RunningHere bothAtOnce(String meeting, String... slow) {
        CompletableFuture<Void> met = new CompletableFuture<>();
        first.loxoFaults().on(meeting).then(Fault.holdUntil(met));
        Map<String, CompletableFuture<Void>> made = new LinkedHashMap<>();
        for (String operation : slow) {
            made.put(operation, new CompletableFuture<>());
            first.loxoFaults().on(operation).nth(1).then(Fault.holdUntil(made.get(operation)));
        }
        RunningHere sync = program.begin("sync");
        awaitCalls(meeting, 2);
        met.complete(null);
        made.forEach((operation, done) -> {
            awaitCalls(operation, 1);
            done.completeOnTimeout(null, SECONDS_OF_THE_FIRST, TimeUnit.SECONDS);
        });
        return sync;
    }

    private void awaitCalls(String operation, long least) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(first.loxo().countOf(operation))
                .as(operation)
                .isGreaterThanOrEqualTo(least));
    }

    @Test
    void aJobAndItsCompany() {
        program.with("JOBS_CREATE", "true")
                .with("JOBS_COMPANY", "Nobody & Sons")
                .with("JOBS_CREATE_COMPANY", "true")
                .with("JOBS_JOB_TYPE", "Contract")
                .with("JOBS_SALARY", "70,000");
        try (RunningHere sync = bothAtOnce("POST /people", "POST /companies", "POST /jobs")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(first.loxo().applications())
                    .as(sync.err())
                    .hasSize(2));
        }
        assertThat(first.loxo().countOf("POST /companies")).isEqualTo(1);
        assertThat(first.loxo().countOf("POST /jobs")).isEqualTo(1);
    }

    @Test
    void aSourceType() {
        first.loxo().setup().remove("source_types", "Toggl Hire");
        program.with("LOXO_CREATE_SOURCE_TYPE", "true");
        // it is there as soon as it is sent: what is slow is the look whether it is
        first.loxoFaults().on("GET /source_types").then(Fault.delay(Duration.ofSeconds(1)));
        try (RunningHere sync = bothAtOnce("GET /people")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(first.loxo().people()).as(sync.err()).hasSize(2));
        }
        String made = Long.toString(first.loxo().setup().idOf("source_types", "Toggl Hire"));
        assertThat(first.loxo().people())
                .allSatisfy(person -> assertThat(person.fields()).containsEntry("source_type_id", made));
        assertThat(first.loxo().countOf("POST /source_types")).isEqualTo(1);
    }
}
