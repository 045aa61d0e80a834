package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.PeopleWalk;

/** What nodes that share one PostgreSQL do to each other. */
@Timeout(120)
class SeveralNodesTest {

    private static final List<String> ANN = List.of(Address.hash("ann@example.com"));
    private static final List<String> BOB = List.of(Address.hash("bob@example.com"));

    private final List<Ledger> open = new ArrayList<>();
    private LedgerSettings settings;

    @BeforeEach
    void empty() throws Exception {
        settings = LedgerDatabases.postgres();
    }

    @AfterEach
    void close() {
        open.forEach(Ledger::close);
    }

    private Ledger node(Clock clock) {
        Ledger node = Ledger.openAlone(settings, clock);
        open.add(node);
        return node;
    }

    private Ledger node() {
        return node(Clock.systemUTC());
    }

    private Ledger nodeAheadBy(Duration skew) {
        return node(Clock.offset(Clock.systemUTC(), skew));
    }

    @Test
    void runsThatBeginInTheSameInstantHaveNumbersOfTheirOwn() {
        int nodes = 4;
        int runs = 15;
        CyclicBarrier together = new CyclicBarrier(nodes);
        List<CompletableFuture<List<Long>>> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Ledger node = node();
            all.add(CompletableFuture.supplyAsync(
                    () -> {
                        List<Long> numbers = new ArrayList<>();
                        for (int run = 0; run < runs; run++) {
                            meet(together);
                            numbers.add(node.runs().begin());
                        }
                        return numbers;
                    },
                    work -> new Thread(work).start()));
        }
        assertThat(all.stream().flatMap(numbers -> numbers.join().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, (long) nodes * runs).boxed().toList());
    }

    @Test
    void aNodeWhoseClockIsAheadTakesNobodysRunForDead() {
        Ledger node = node();
        long run = node.runs().begin();
        nodeAheadBy(Duration.ofDays(3)).runs().begin();
        assertThat(node.runs().last(2))
                .filteredOn(row -> row.id() == run)
                .singleElement()
                .satisfies(row -> assertThat(row.endedAt()).isNull());
    }

    @Test
    void aCreateOfANodeWhoseClockIsWrongIsAsOldAsItIs() {
        Delivery ann =
                new Delivery("1", "review", true, Map.of("name", "A"), List.of("a@x.org"), List.of(), Map.of(), "none");
        Ledger wrong = nodeAheadBy(Duration.ofHours(-5));
        Ledger right = node();
        wrong.creates().intend(wrong.lookUp("1"), ann, DatabaseLock.ALONE);
        wrong.marks().set("jobs-read");

        long hour = Duration.ofHours(1).toMillis();
        long now = right.clock().millis();
        assertThat(now - right.lookUp("1").intentAt()).isBetween(-hour, hour);
        assertThat(now - right.marks().at("jobs-read")).isBetween(-hour, hour);
        try (Ledger looking = Ledger.openToRead(settings, Clock.offset(Clock.systemUTC(), Duration.ofHours(5)))) {
            assertThat(looking.clock().millis() - now).isBetween(-hour, hour);
        }
    }

    @Test
    void whoWaitsForAHungNodeGivesUpAndTakesNothingFromIt() {
        Ledger hung = node();
        Ledger waiting = node();
        DatabaseLock held = hung.claim(ANN);
        List<String> both = List.of(ANN.get(0), BOB.get(0));
        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> waiting.claim(both)).isInstanceOfSatisfying(Defer.class, defer -> {
                assertThat(defer.reason()).isEqualTo("claim-timeout");
                assertThat(defer.message()).contains("300 ms", "ledger.lock-timeout", "next run");
            });
        }
        // what the waiting one had got hold of before is free again
        hung.claim(BOB).close();
        held.close();
        waiting.claim(both).close();
    }

    @Test
    void theTimeOutOfALockIsLeftOnNoConnection() {
        Ledger node = node();
        DatabaseLock claim = node.claim(ANN);
        String left = new ServerSession(claim.holder().orElseThrow())
                .first("SHOW lock_timeout", row -> row.getString(1))
                .orElseThrow();
        claim.close();
        assertThat(left).isEqualTo("0");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWalkThatAnotherNodeHasBegunAnewIsNotCompletedByTheFirst() {
        PeopleWalk first = node(Clock.systemUTC()).peopleWalk();
        PeopleWalk second = node(Clock.systemUTC()).peopleWalk();
        first.begin(new PeopleWalk.State("acme", 1, 1, null, null, 200, false));
        first.advance(new PeopleWalk.State("acme", 1, 1, null, "page-2", 200, false), Map.of("7", ANN));
        PeopleWalk.State anew = new PeopleWalk.State("acme", 2, 2, null, null, 200, false);
        second.begin(anew);
        first.advance(new PeopleWalk.State("acme", 1, 1, null, null, 200, true), Map.of("8", BOB));
        assertThat(second.state()).contains(anew);
        assertThat(second.size()).isZero();
    }
}
