package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.cli.spaces.TwoOfEach;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Several workspaces and agencies on two nodes: one topic, one ledger, a run for each workspace at the same time. */
class SpacesOnNodesIT extends NodesCase {

    private static final int CANDIDATES = 60;
    private static final List<String> WORKSPACES = List.of("acme", "beta");

    private final CompletableFuture<Void> lists = new CompletableFuture<>();
    private Sandbox second;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .indexLag(Duration.ofSeconds(2))
                .latency(Duration.ofMillis(80));
    }

    @BeforeEach
    void nameThem() {
        second = TwoOfEach.second(services());
        Hopefuls.hireEverybody(sandbox);
        Hopefuls.hireEverybody(second);
        TwoOfEach both = new TwoOfEach(program, sandbox, second);
        both.agencies();
        both.workspaces("acme,beta");
        program.with("LOXO_INDEX_LAG", "2500");
    }

    @AfterEach
    void closeSecond() {
        second.close();
    }

    /** Two nodes, one of which lists both workspaces; nobody is listed before both are there. */
    private record Two<L extends UnderWay, O extends UnderWay>(L lister, O other) implements AutoCloseable {
        @Override
        public void close() {
            try (other) {
                lister.close();
            }
        }
    }

    private <L extends UnderWay, O extends UnderWay> Two<L, O> twoNodes(
            Supplier<L> startLister, Supplier<O> startOther) {
        List.of(sandbox, second)
                .forEach(one -> one.togglFaults().on("GET /candidates").then(Fault.holdUntil(lists)));
        program.with("SYNC_SCHEDULE", "0/3 * * * * ?");
        L lister = heardOf(startLister);
        await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM shared_run") == WORKSPACES.size());
        O other = startOther.get();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nodes()).as(other.err()).isEqualTo(2L * WORKSPACES.size()));
        lists.complete(null);
        return new Two<>(lister, other);
    }

    private void awaitBothAreListedAndPeopleOfBoth(int many) {
        String listing = "SELECT COUNT(*) FROM shared_run WHERE list_ended_at IS NULL";
        await().atMost(PATIENCE)
                .until(() -> sandbox.loxo().peopleCount() >= many
                        && second.loxo().peopleCount() >= many
                        && count(listing) == 0);
    }

    private void awaitBothNodesDeliverForBoth() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("SELECT COUNT(*) FROM run_part WHERE done > 0") >= 2L * WORKSPACES.size());
    }

    /** The first run of a workspace, once it has ended. */
    private Map<String, Object> firstRun(String workspace) {
        String first = "SELECT * FROM run WHERE workspace = '%s' ORDER BY id LIMIT 1".formatted(workspace);
        await().atMost(PATIENCE)
                .until(() -> count("SELECT COUNT(*) FROM (%s) r WHERE ended_at > 0".formatted(first)) == 1);
        return postgres.jdbi(database)
                .withHandle(handle -> handle.createQuery(first).mapToMap().one());
    }

    private void assertWhole(String workspace) {
        assertThat(firstRun(workspace))
                .containsEntry("ended", "finished")
                .containsEntry("listed", (long) CANDIDATES)
                .extractingByKeys("created", "updated", "unchanged", "skipped", "deferred", "failed")
                .satisfies(counts -> assertThat(counts.stream()
                                .mapToLong(one -> ((Number) one).longValue())
                                .sum())
                        .isEqualTo(CANDIDATES));
    }

    private void assertEachIsThereOnceInBoth() {
        Hopefuls.assertEachIsThereOnce(sandbox);
        Hopefuls.assertEachIsThereOnce(second);
    }

    @Test
    void bothDeliverForBothWorkspacesAndEachCandidateIsThereOnceWhereItBelongs() {
        try (Two<Running, Running> nodes = twoNodes(this::process, this::process)) {
            awaitBothNodesDeliverForBoth();
            WORKSPACES.forEach(this::assertWhole);
            assertThat(nodes.lister().err() + nodes.other().err()).doesNotContain("ERROR");
        }
        assertEachIsThereOnceInBoth();
        assertThat(count("SELECT COUNT(*) FROM run WHERE created > 0")).isEqualTo(WORKSPACES.size());
        assertThat(program.here("status").exits(0).out()).contains("workspace acme", "workspace beta");
        assertThat(program.here("doctor").exits(0).out()).contains("a topic of 24 partitions");
    }

    @Test
    void theOneThatListsIsKilledInTheMiddleAndTheOtherEndsBothRuns() {
        try (Two<Running, RunningHere> nodes = twoNodes(this::process, this::here)) {
            assertTheOtherEndsBothRunsAfterTheDeathOf(nodes.lister());
        }
        assertEachIsThereOnceInBoth();
    }

    @Test
    void oneThatOnlyDeliversIsKilledInTheMiddleAndTheOtherEndsBothRuns() {
        try (Two<RunningHere, Running> nodes = twoNodes(this::here, this::process)) {
            assertTheOtherEndsBothRunsAfterTheDeathOf(nodes.other());
        }
        assertEachIsThereOnceInBoth();
    }

    private void assertTheOtherEndsBothRunsAfterTheDeathOf(Running killed) {
        awaitBothAreListedAndPeopleOfBoth(CANDIDATES / 4);
        killed.signal("KILL");
        WORKSPACES.forEach(this::assertWhole);
        await().atMost(PATIENCE).until(() -> nodes() == WORKSPACES.size());
    }

    @Test
    void oneIsAskedToEndAndTheOtherEndsBothRunsAndThenItIsAlone() {
        try (Two<Running, Running> nodes = twoNodes(this::process, this::process)) {
            awaitBothAreListedAndPeopleOfBoth(CANDIDATES / 8);
            nodes.lister().end();
            WORKSPACES.forEach(this::assertWhole);
            // another workspace of its own process is nobody who could go on
            sandbox.toggl().candidateIds().forEach(id -> sandbox.toggl()
                    .change(id, candidate -> candidate.put("score", 1)));
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM run_part WHERE under_way > 0") > 0);
            nodes.other().end();
            assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL")).isZero();
            assertThat(nodes()).isZero();
        }
    }

    @Test
    void twoWorkspacesLedIntoOneAgencyMakeNobodyTwiceThere() {
        files.copyRoutes();
        files.edit(FilesFolder.MAPPING, text -> text.replace("create: true", "create: true, agency: \"leadership\""));
        program.with("LEDGER_LOCK_TIMEOUT", "60000");
        try (Two<Running, RunningHere> nodes = twoNodes(this::process, this::here)) {
            awaitBothNodesDeliverForBoth();
            // a process counts once, by however many of its flows it calls
            await().atMost(PATIENCE)
                    .until(() -> count("SELECT COUNT(*) FROM pace_share WHERE service LIKE '%leaders%'") == 2);
            WORKSPACES.forEach(this::assertWhole);
        }
        assertThat(sandbox.loxo().peopleCount()).isZero();
        assertThat(second.loxo().duplicates()).isEmpty();
        assertThat(second.loxo().peopleCount()).isEqualTo(CANDIDATES);
    }

    @Test
    void aKeyThatIsRefusedStopsThatWorkspaceAloneOnBothNodes() {
        try (Running other = node()) {
            Ended ended = program.with("TOGGL_ACME_API_KEY", "expired")
                    .here("sync", "--once", "--output", "json")
                    .exits(4);
            JsonNode run = ended.json();
            assertThat(run.get("reason").textValue()).startsWith("workspace acme: ");
            JsonNode beta = Hopefuls.assertAddsUp(run.get("workspaces").get(1));
            assertThat(beta.get("created").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(second);
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void anAgencyThatRefusesInTheMiddleStopsItsWorkspaceAloneOnBothNodes() {
        sandbox.loxoFaults().on(request -> true).from(CANDIDATES).then(Fault.status(401));
        try (Two<Running, RunningHere> nodes = twoNodes(this::process, this::here)) {
            assertThat(firstRun("acme"))
                    .containsEntry("exit_code", 4)
                    .extractingByKey("sentence")
                    .asString()
                    .startsWith("agency staffing: ");
            assertWhole("beta");
        }
        Hopefuls.assertEachIsThereOnce(second);
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }
}
