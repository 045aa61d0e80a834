package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What changed in Loxo after candidates were looked up together. */
class OldAnswersTest extends LookUpCase {

    @Test
    void whatIsCreatedByOthersMeanwhileIsFoundOnceTheAnswerIsOld() {
        flow.between(options -> options.candidates(0)).clock(clock).set("sync.workers", "1");
        staff(150);
        List.of("ann", "bea", "cid", "dan").forEach(this::candidate);
        before(on("POST /people"), () -> {
            // whoever is still in the queue then would be asked for by itself
            await().until(() -> flow.flow().runs().listing().queued() == 0);
            for (String name : List.of("ann", "bea", "cid", "dan")) {
                if (flow.loxo().peopleByAddress(home(name)).isEmpty()) {
                    flow.loxo().seed(PersonSeed.named("Recruited").withEmail(address(name)));
                }
            }
            clock.advance(Duration.ofMinutes(2));
        });
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "updated", 3L));
        assertThat(flow.loxo().calls().stream()
                        .dropWhile(call -> !call.operation().equals("POST /people"))
                        .filter(LookUpSafetyTest::isBatch))
                .as("asked again as a group")
                .hasSize(1);
        // the one whose create was on its way already
        assertThat(flow.loxo().duplicates()).hasSize(1);
    }

    @Test
    void whoIsCreatedByOthersAfterTheRoutesHaveDecidedIsUpdated() {
        flow.between(options -> options.candidates(0)).clock(clock).set("sync.workers", "1");
        staff(150);
        List.of("ann", "bea", "cid").forEach(this::candidate);
        AtomicInteger details = new AtomicInteger();
        flow.sandbox()
                .togglFaults()
                .on(request -> {
                    if (request.path().matches("/candidates/\\d+") && details.getAndIncrement() == 0) {
                        String name = flow.toggl()
                                .candidate(request.path().replaceAll("\\D", ""))
                                .orElseThrow()
                                .path("email")
                                .asText();
                        flow.loxo().seed(PersonSeed.named("Recruited").withEmail(name));
                        clock.advance(Duration.ofMinutes(2));
                    }
                    return false;
                })
                .then(Fault.status(500));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 2L, "updated", 1L));
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(details).hasValueGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "each"})
    void whoIsLookedUpAloneIsLookedUpAgainOnceTheAnswerIsOld(String way) {
        flow.between(options -> options.candidates(0)).clock(clock).set("loxo.lookup", way);
        candidate("ann");
        AtomicInteger details = new AtomicInteger();
        flow.sandbox()
                .togglFaults()
                .on(request -> {
                    if (request.path().matches("/candidates/\\d+") && details.getAndIncrement() == 0) {
                        flow.loxo().seed(PersonSeed.named("Recruited").withEmail(address("ann")));
                        clock.advance(Duration.ofMinutes(2));
                    }
                    return false;
                })
                .then(Fault.status(500));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "each"})
    void whoseCreateHadToWaitIsLookedUpAgainBeforeItIsSentAgain(String way) {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", way).set("loxo.lookup-age", "900");
        candidate("ann");
        before(on("POST /people"), () -> flow.loxo()
                .seed(PersonSeed.named("Recruited").withEmail(address("ann"))));
        flow.onceInLoxo("POST /people", Fault.answer(429, Map.of("Retry-After", "1"), "{}"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void whoIsMergedAfterTheLookUpIsUpdatedAsTheSurvivor() {
        flow.between(options -> options.candidates(0)).set("sync.workers", "1");
        staff(150);
        List.of("ann", "bea", "cid").forEach(this::candidate);
        long survivor = flow.loxo().seed(PersonSeed.named("Bea").withEmail("bea@elsewhere.example"));
        long bea = flow.loxo().seed(PersonSeed.named("Bea").withEmail(home("bea")));
        before(on("GET /people/{id}"), () -> flow.loxo().merge(survivor, bea));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 2L, "updated", 1L));
        assertThat(person(home("bea")).id()).isEqualTo(survivor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "walk"})
    void severalCandidatesWithOneAddressAreOnePersonThoughTheSearchLags(String way) {
        flow.between(options -> options.candidates(0).indexLag(Duration.ofSeconds(5)))
                .set("loxo.lookup", way);
        staff(150);
        for (int i = 0; i < 30; i++) {
            candidate("ann" + i % 10);
        }
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 10L, "updated", 20L));
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void aPersonWhoWasErasedFromTheLedgerMeanwhileIsNotMadeAgain() {
        flow.between(options -> options.candidates(0)).set("sync.workers", "1");
        staff(150);
        String ann = candidate("ann");
        candidate("ann");
        candidate("bea");
        AtomicInteger made = new AtomicInteger();
        before(request -> on("POST /person_events").test(request) && made.incrementAndGet() == 1, () -> {
            flow.ledger()
                    .manualDecisions("tester")
                    .forget(flow.ledger().find(address("ann")).stream()
                            .map(known -> known.togglId())
                            .toList());
        });
        flow.run();
        flow.run();
        assertThat(flow.known(ann).outcome()).isIn(Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED);
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(flow.loxo().peopleByAddress(home("ann"))).hasSize(1);
    }

    @Test
    @Timeout(60)
    void anAnswerThatIsOldWhenItComesIsNotAskedForAgainAndAgain() {
        flow.between(options -> options.candidates(0)).set("loxo.lookup-age", "1");
        staff(150);
        for (int i = 0; i < 5; i++) {
            candidate("ann" + i);
        }
        flow.sandbox().loxoFaults().on(BATCH).then(Fault.delay(Duration.ofMillis(20)));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 5L));
        for (int i = 0; i < 5; i++) {
            // whoever comes from the queue later is in a second group
            assertThat(batchesWith(address("ann" + i))).isEqualTo(1);
        }
    }

    private long batchesWith(String address) {
        return flow.loxo().calls().stream()
                .filter(LookUpSafetyTest::isBatch)
                .filter(call -> call.query().get("query").get(0).contains(address))
                .count();
    }
}
