package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.SimulatedService;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;

/** Answers that come too slowly or without an end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class CallsEndCase {

    private Path folder;
    final Map<Answer, Between> all = new EnumMap<>(Answer.class);
    FlowFixture flow;
    int people;

    /** What is wrong with the answers, what it is called, and how often such a call is sent in a run. */
    enum Answer {
        DRIPPING(Fault.drip(Duration.ofMillis(20)), "too-slow", "loxo.call-timeout", 2),
        ENDLESS(Fault.endless(), "too-large", "loxo.max-answer-bytes", 1),
        EXPLODING(Fault.exploding(16), "too-large", "loxo.max-answer-bytes", 1),
        TRUNCATED(Fault.breakOff(), "no-answer", "after all retries", 3);

        final Fault fault;
        final String reason;
        final String rule;
        final int sent;

        Answer(Fault fault, String reason, String rule, int sent) {
            this.fault = fault;
            this.reason = reason;
            this.rule = rule;
            this.sent = sent;
        }

        String reasonOfToggl() {
            return this == TRUNCATED ? "toggl-no-answer" : reason;
        }
    }

    /** One process for each kind of answer; a short deadline only where it is to pass. */
    record Between(FlowFixture flow, String opening) {
        static Between services(Path folder, Answer answer) {
            String timeout = answer == Answer.DRIPPING ? "600" : "30000";
            FlowFixture flow = new FlowFixture(folder.resolve(answer.name())).betweenEmptyServices();
            flow.set("toggl.call-timeout", timeout)
                    .set("loxo.call-timeout", timeout)
                    .set("toggl.max-answer-bytes", "1000000")
                    .set("loxo.max-answer-bytes", "1000000")
                    .set("retry.max-attempts", "2");
            String opening = flow.toggl().addOpening("Bridge Builder");
            flow.loxo().addJob("Bridge Builder");
            return new Between(flow, opening);
        }
    }

    @BeforeAll
    void findRoom(@TempDir Path made) {
        folder = made;
    }

    Between open(Answer answer) {
        Between between = all.computeIfAbsent(answer, kind -> Between.services(folder, kind));
        flow = between.flow();
        flow.toggl().forgetCalls();
        flow.loxo().forgetCalls();
        return between;
    }

    @AfterEach
    void nothingGoesWrongAnyMore() {
        flow.sandbox().togglFaults().clear();
        flow.sandbox().loxoFaults().clear();
    }

    @AfterAll
    void close() {
        all.values().forEach(between -> between.flow().close());
    }

    /** Somebody new whose delivery takes every kind of call. */
    String add(Between between, String address) {
        return flow.toggl()
                .add(someone(address)
                        .contact("phone", "+372 5555 0001")
                        .and(candidate -> candidate.put("job_opening_id", between.opening()))
                        .and(candidate -> candidate.put(
                                "category_id",
                                flow.toggl().categories().get(0).path("id").asText()))
                        .and(candidate -> candidate
                                .putArray("tag_ids")
                                .add(flow.toggl().tags().get(0).path("id").asText())));
    }

    String nextAddress() {
        return "ann" + ++people + "@example.com";
    }

    void theNextRunDoesTheRest(String address) {
        nothingGoesWrongAnyMore();
        RunRow next = flow.run();
        assertThat(next.exitCode()).as("%s", next).isZero();
        isThereOnce(address);
    }

    void isThereOnce(String address) {
        assertThat(flow.loxo().peopleByAddress(address)).singleElement().satisfies(person -> {
            assertThat(person.tags()).contains("toggl:shortlist");
            assertThat(flow.loxo().applications())
                    .filteredOn(application -> application.personId() == person.id())
                    .hasSize(1);
            assertThat(flow.loxo().events()).extracting(LoxoEvent::personId).containsOnlyOnce(person.id());
        });
    }

    static void hit(Faults faults, String operation, Answer answer) {
        faults.on(operation).then(answer.fault);
    }

    static void wasSentAsOftenAsSaid(SimulatedService service, String operation, Answer answer) {
        assertThat(service.countOf(operation)).as(operation).isEqualTo(answer.sent);
    }
}
