package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.faults.TcpProxy;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Nodes, and the broker between them, die in the middle of a run. */
class NodesDieIT extends NodesCase {

    private static final int CANDIDATES = 80;

    // short enough for a build; 20 and 60 are what a restart and a network may take
    private static final Duration BROKER_GONE = Duration.ofSeconds(Integer.getInteger("nodes.broker-gone", 5));
    private static final Duration DATABASE_GONE = Duration.ofSeconds(Integer.getInteger("nodes.database-gone", 8));

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .indexLag(Duration.ofSeconds(2))
                .latency(Duration.ofMillis(80));
    }

    @BeforeEach
    void hire() {
        Hopefuls.hireEverybody(sandbox);
        program.with("LOXO_INDEX_LAG", "2500");
    }

    private JsonNode endOf(UnderWay lister) {
        return Hopefuls.assertAddsUp(
                lister.awaitEnd(Duration.ofMinutes(2)).exits(0).json());
    }

    @Test
    void oneThatDeliversIsKilledAndTheOthersDoItsPart() {
        try (Running killed = node();
                RunningHere lister = program.begin("sync", "--once", "--output", "json")) {
            awaitBothAtWork();
            killed.signal("KILL");
            assertThat(endOf(lister).get("read").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatListsIsKilledInTheMiddleOfTheListAndTheNextRunDoesTheRest() {
        program.with("TOGGL_PAGE_SIZE", "20");
        sandbox.togglFaults().on("GET /candidates").from(3).then(Fault.hang());
        try (Running other = node();
                RunningHere third = nodeHere();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(25);
            lister.signal("KILL");
            sandbox.togglFaults().clear();
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended = 'interrupted'") == 1);
            Hopefuls.assertAddsUp(
                    program.here("sync", "--once", "--output", "json").exits(0).json());
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatHasListedIsKilledAndAnotherEndsTheRun() {
        try (RunningHere other = nodeHere();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(10);
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM shared_run WHERE list_ended_at > 0") == 1);
            lister.signal("KILL");
            assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL"))
                    .as("in the middle")
                    .isEqualTo(1);
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended = 'finished'") == 1);
            assertThat(count("SELECT created + updated + unchanged + skipped + deferred + failed FROM run"))
                    .isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatListsIsAskedToEndAndTheOthersEndTheRun() {
        try (RunningHere other = nodeHere();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(CANDIDATES / 4);
            lister.end();
            assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL")).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL") == 0);
            assertThat(count("SELECT created + updated + unchanged + skipped + deferred + failed - listed FROM run"))
                    .isZero();
            Hopefuls.assertAddsUp(
                    program.here("sync", "--once", "--output", "json").exits(0).json());
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theBrokerIsGoneForAWhileAndNobodyIsLost() {
        try (Running other = node();
                RunningHere lister = program.begin("sync", "--once", "--output", "json")) {
            awaitBothAtWork();
            broker.kill();
            int before = sandbox.loxo().peopleCount();
            pass(BROKER_GONE);
            broker.begin();
            assertThat(sandbox.loxo().peopleCount()).isGreaterThanOrEqualTo(before);
            assertThat(endOf(lister).get("read").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void allAreKilledAndTheNextStartGoesOn() {
        try (Running other = node();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(CANDIDATES / 4);
            lister.signal("KILL");
            other.signal("KILL");
        }
        JsonNode run = Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
        assertThat(run.get("read").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void oneLosesTheDatabaseForAWhileAndNobodyIsLostOrThereTwice() {
        try (TcpProxy proxy = new TcpProxy(postgres.port())) {
            postgres.ledgerOf(program, database, proxy.port());
            try (Running cutOff = node()) {
                postgres.ledgerOf(program, database);
                try (RunningHere lister = program.begin("sync", "--once", "--output", "json")) {
                    awaitPeople(CANDIDATES / 4);
                    proxy.cut();
                    pass(DATABASE_GONE);
                    proxy.restore();
                    JsonNode first = Hopefuls.assertAddsUp(
                            lister.awaitEnd(Duration.ofMinutes(2)).json());
                    // after less than the 45 s that a database is waited for it goes on, after more it stops on all
                    // nodes
                    assertThat(first.get("ended").textValue())
                            .as(first.toString())
                            .isIn("finished", "ledger");
                    System.out.printf("one node without the database for %s: %s%n", DATABASE_GONE, first);
                }
                await().atMost(PATIENCE).until(() -> nodes() == 1);
                sandbox.toggl().candidateIds().forEach(this::rename);
                try (RunningHere lister = program.begin("sync", "--once", "--output", "json")) {
                    awaitBothAtWork();
                    JsonNode run = endOf(lister);
                    assertThat(run.get("created").intValue()
                                    + run.get("updated").intValue())
                            .isEqualTo(CANDIDATES);
                }
                assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL"))
                        .isZero();
            }
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    private void rename(String id) {
        sandbox.toggl().change(id, candidate -> {
            candidate.put("name", "Renamed " + id);
            if (candidate.get("contact_info") instanceof ObjectNode contact) {
                contact.put("full_name", "Renamed " + id);
            }
        });
    }

    private static void pass(Duration time) {
        await().during(time).atMost(time.plusSeconds(15)).until(() -> true);
    }
}
