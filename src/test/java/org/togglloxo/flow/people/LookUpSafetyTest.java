package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Call;
import org.togglloxo.sandbox.message.Request;

/** Whoever is looked up together with others is nobody only where Loxo has proved it: nobody twice, and nobody missing. */
class LookUpSafetyTest extends FlowTest {

    private static final Predicate<Request> BATCH =
            request -> request.query("query") != null && request.query("query").contains(" OR ");
    private static final Predicate<Request> LIST =
            request -> request.operation().equals("GET /people") && request.query("query") == null;

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void chosenByTheProgram() {
        flow.set("loxo.lookup", "auto");
    }

    private String candidate(String name) {
        return flow.toggl().add(someone(address(name)).contact("contact_email", home(name)));
    }

    private static String address(String name) {
        return name + "@work.example";
    }

    private static String home(String name) {
        return name + "@home.example";
    }

    /** People of another kind than the candidates, by whom a query can be proved. */
    private void staff(int many) {
        for (int i = 0; i < many; i++) {
            flow.loxo().seed(PersonSeed.named("Staff").withEmail("staff%d@agency.example".formatted(i)));
        }
    }

    /** Something happens in Loxo just before a request is answered, once. */
    private void before(Predicate<Request> request, Runnable event) {
        AtomicInteger seen = new AtomicInteger();
        flow.sandbox()
                .loxoFaults()
                .on(asked -> {
                    if (request.test(asked) && seen.getAndIncrement() == 0) {
                        event.run();
                    }
                    return false;
                })
                .then(Fault.status(500));
    }

    private static Predicate<Request> on(String operation) {
        return request -> request.operation().equals(operation);
    }

    private long batches() {
        return flow.loxo().calls().stream().filter(LookUpSafetyTest::isBatch).count();
    }

    private static boolean isBatch(Call call) {
        return call.query().getOrDefault("query", List.of("")).get(0).contains(" OR ");
    }

    @ParameterizedTest
    @EnumSource(AddressSearch.class)
    void whoeverIsThereByTheSecondAddressIsFound(AddressSearch search) {
        flow.between(options -> options.candidates(0).addressSearch(search));
        staff(150);
        for (int i = 0; i < 30; i++) {
            candidate("ann" + i);
            if (i % 3 == 0) {
                flow.loxo().seed(PersonSeed.named("Ann").withEmail(address("ann" + i)));
            }
        }
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 20L, "updated", 10L));
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(flow.loxo().peopleCount()).isEqualTo(150 + 30);
    }

    @ParameterizedTest
    @EnumSource(
            value = AddressSearch.class,
            names = {"FIRST_ONLY", "REFUSES_SEVERAL"})
    void anAgencyThatTakesOneAddressFromTheMiddleOnIsAskedInAnotherWay(AddressSearch search) {
        flow.between(options -> options.candidates(0)).set("sync.workers", "1");
        staff(150);
        for (int i = 0; i < 60; i++) {
            candidate("ann" + i);
        }
        // the newest are asked for last
        for (int i = 40; i < 60; i++) {
            flow.loxo().seed(PersonSeed.named("Ann").withEmail(address("ann" + i)));
        }
        AtomicInteger asked = new AtomicInteger();
        before(request -> BATCH.test(request) && asked.incrementAndGet() == 2, () -> flow.loxo()
                .searchBy(search));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 40L, "updated", 20L));
        assertThat(batches()).isEqualTo(2);
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500})
    void aQueryForManyThatIsRefusedIsNoTroubleOfTheCandidates(int status) {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", "batch");
        staff(150);
        for (int i = 0; i < 30; i++) {
            candidate("ann" + i);
        }
        flow.sandbox().loxoFaults().on(BATCH).then(Fault.status(status));
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 30L));
        assertThat(batches()).isLessThanOrEqualTo(2);
    }

    @Test
    void anAnswerThatWasCutProvesNothing() {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", "batch");
        staff(150);
        for (int i = 0; i < 10; i++) {
            candidate("ann" + i);
            flow.loxo().seed(PersonSeed.named("Ann").withEmail(home("ann" + i)));
        }
        flow.sandbox().loxoFaults().on(BATCH).then(Fault.tamper(seen -> {
            ObjectNode cut = (ObjectNode) seen.answer();
            // those who were known before come last
            cut.withArray("people").remove(0);
            return cut;
        }));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 10L));
        assertThat(batches()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100})
    void aListThatEndsEarlyIsNotEverybody(int total) {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", "walk");
        staff(150);
        for (int i = 0; i < 10; i++) {
            candidate("ann" + i);
            flow.loxo().seed(PersonSeed.named("Ann").withEmail(home("ann" + i)));
        }
        flow.sandbox().loxoFaults().on(LIST).then(Fault.tamper(seen -> ((ObjectNode) seen.answer())
                .putNull("scroll_id")
                .put("total_count", total)));
        RunRow run = flow.run();
        if (total == 10_000) {
            assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("updated", 10L));
        } else {
            assertThat(run.ended()).as("nothing tells that the list was cut").isEqualTo("finished");
        }
    }

    @Test
    void whatIsCreatedByOthersMeanwhileIsFoundOnceTheAnswerIsOld() {
        flow.between(options -> options.candidates(0)).clock(clock).set("sync.workers", "1");
        staff(150);
        List.of("ann", "bea", "cid", "dan").forEach(this::candidate);
        before(on("POST /people"), () -> {
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
                    .byHand("tester")
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
    void twoPeopleWithTheCandidatesAddressesAreAmbiguousByEachWay() {
        for (String way : List.of("batch", "walk", "each")) {
            try (FlowFixture own = new FlowFixture(folder.resolve(way))) {
                folder.resolve(way).toFile().mkdirs();
                flow = own.between(options -> options.candidates(0)).set("loxo.lookup", way);
                staff(150);
                List.of("ann", "bea", "cid").forEach(this::candidate);
                flow.loxo().seed(PersonSeed.named("Bea").withEmail(home("bea")));
                flow.loxo().seed(PersonSeed.named("Bea").withEmail(address("bea")));
                assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 2L, "failed", 1L));
            }
        }
    }

    @Test
    void aWalkThatWasInterruptedGoesOnWhereItWas() {
        flow.between(options -> options.candidates(0))
                .set("loxo.lookup", "walk")
                .set("sync.workers", "1")
                .set("retry.max-attempts", "0");
        staff(1_000);
        candidate("ann");
        AtomicInteger pages = new AtomicInteger();
        flow.sandbox()
                .loxoFaults()
                .on(request ->
                        LIST.test(request) && request.query("updated_at_sort") == null && pages.incrementAndGet() > 8)
                .then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.ledger().peopleWalk().size()).isEqualTo(700);
        flow.endProcess();
        flow.sandbox().loxoFaults().clear();
        long before = flow.loxo().countOf("GET /people");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.ledger().peopleWalk().size()).isGreaterThanOrEqualTo(1_000);
        assertThat(flow.loxo().countOf("GET /people") - before)
                .as("the first page, and three more")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void aWalkIsKeptFreshByThePeopleWhoChangedLast() {
        flow.between(options -> options.candidates(0)).clock(clock).set("loxo.lookup", "walk");
        staff(500);
        candidate("ann");
        candidate("bea");
        flow.run();
        long before = walked();
        clock.advance(Duration.ofMinutes(2));
        flow.loxo().seed(PersonSeed.named("Recruited").withEmail(address("cid")));
        candidate("cid");
        candidate("dan");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "updated", 1L, "unchanged", 2L));
        assertThat(walked() - before).as("the first page").isEqualTo(1);
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    private long walked() {
        return flow.loxo().calls().stream()
                .filter(call -> call.operation().equals("GET /people"))
                .filter(call -> call.query().keySet().stream()
                        .noneMatch(name -> name.equals("query") || name.endsWith("_sort")))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "walk"})
    void aPlanLooksInTheSameWayAndWritesNothing(String way) {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", way);
        staff(150);
        for (int i = 0; i < 30; i++) {
            candidate("ann" + i);
        }
        assertThat(flow.plan()).hasSize(30);
        assertThat(flow.loxo().countOf("GET /people")).isLessThanOrEqualTo(6);
        assertThat(flow.loxo().peopleCount()).isEqualTo(150);
    }

    @Test
    @Timeout(60)
    void anAnswerThatIsOldWhenItComesIsNotAskedForAgainAndAgain() {
        flow.between(options -> options.candidates(0)).set("loxo.lookup-age", "1000");
        staff(150);
        for (int i = 0; i < 5; i++) {
            candidate("ann" + i);
        }
        flow.sandbox().loxoFaults().on(BATCH).then(Fault.delay(Duration.ofMillis(1_100)));
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
