package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.faults.TcpProxy;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** Nodes, and the broker between them, die in the middle of a run. */
class NodesDieIT extends NodesCase {

    private static final int CANDIDATES = 400;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(CANDIDATES)
                .indexLag(Duration.ofSeconds(2))
                .latency(Duration.ofMillis(40));
    }

    @BeforeEach
    void hire() {
        Hopefuls.hireEverybody(sandbox);
        program.with("LOXO_INDEX_LAG", "2500");
    }

    private void awaitPeople(int many) {
        await().atMost(MINUTE).until(() -> sandbox.loxo().peopleCount() >= many);
    }

    private JsonNode endOf(Running lister) {
        return Hopefuls.assertAddsUp(
                lister.awaitEnd(MINUTE.multipliedBy(2)).exits(0).json());
    }

    @Test
    void oneThatDeliversIsKilledAndTheOthersDoItsPart() {
        try (Running killed = node();
                Running lister = program.start("sync", "--once", "--output", "json")) {
            awaitPeople(CANDIDATES / 4);
            killed.signal("KILL");
            assertThat(endOf(lister).get("read").intValue()).isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatListsIsKilledInTheMiddleOfTheListAndTheNextRunDoesTheRest() {
        sandbox.togglFaults().on("GET /candidates").from(3).then(Fault.hang());
        try (Running other = node();
                Running third = node();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(50);
            lister.signal("KILL");
            sandbox.togglFaults().clear();
            await().atMost(MINUTE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended = 'interrupted'") == 1);
            Hopefuls.assertAddsUp(
                    program.run("sync", "--once", "--output", "json").exits(0).json());
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatHasListedIsKilledAndAnotherEndsTheRun() {
        try (Running other = node();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(20);
            await().atMost(MINUTE).until(() -> count("SELECT COUNT(*) FROM shared_run WHERE list_ended_at > 0") == 1);
            lister.signal("KILL");
            await().atMost(MINUTE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended = 'finished'") == 1);
            assertThat(count("SELECT created + updated + unchanged + skipped + deferred + failed FROM run"))
                    .isEqualTo(CANDIDATES);
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theOneThatListsIsAskedToEndAndTheOthersEndTheRun() {
        try (Running other = node();
                Running lister = program.start("sync", "--once")) {
            awaitPeople(CANDIDATES / 4);
            lister.signal("TERM");
            lister.awaitEnd().exits(143);
            assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL")).isEqualTo(1);
            await().atMost(MINUTE).until(() -> count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL") == 0);
            assertThat(count("SELECT created + updated + unchanged + skipped + deferred + failed - listed FROM run"))
                    .isZero();
            Hopefuls.assertAddsUp(
                    program.run("sync", "--once", "--output", "json").exits(0).json());
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void theBrokerIsGoneForAWhileAndNobodyIsLost() {
        try (Running other = node();
                Running lister = program.start("sync", "--once", "--output", "json")) {
            awaitPeople(CANDIDATES / 4);
            broker.kill();
            int before = sandbox.loxo().peopleCount();
            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> true);
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
                program.run("sync", "--once", "--output", "json").exits(0).json());
        assertThat(run.get("read").intValue()).isEqualTo(CANDIDATES);
        Hopefuls.assertEachIsThereOnce(sandbox);
    }

    @Test
    void oneLosesTheDatabaseForAWhileAndNobodyIsLostOrThereTwice() {
        try (TcpProxy proxy = new TcpProxy(postgres.port())) {
            postgres.ledgerOf(program, database, proxy.port());
            try (Running cutOff = node()) {
                postgres.ledgerOf(program, database);
                try (Running lister = program.start("sync", "--once", "--output", "json")) {
                    awaitPeople(CANDIDATES / 4);
                    proxy.cut();
                    await().during(Duration.ofSeconds(8))
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> true);
                    proxy.restore();
                    lister.awaitEnd(MINUTE.multipliedBy(2));
                }
                assertThat(program.run("sync", "--once", "--output", "json")
                                .exits(0)
                                .json()
                                .get("failed")
                                .intValue())
                        .isZero();
            }
        }
        Hopefuls.assertEachIsThereOnce(sandbox);
    }
}
