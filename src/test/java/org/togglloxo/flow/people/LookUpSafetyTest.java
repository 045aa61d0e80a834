package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Request;

/** Whoever is looked up together with others is nobody only where Loxo has proved it: nobody twice, and nobody missing. */
class LookUpSafetyTest extends LookUpCase {

    private static final Predicate<Request> LIST =
            request -> request.operation().equals("GET /people") && request.query("query") == null;

    private long batches() {
        return flow.loxo().calls().stream().filter(LookUpSafetyTest::isBatch).count();
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
    void aQueryForManyThatIsRefusedIsNoErrorOfTheCandidates(int status) {
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
}
