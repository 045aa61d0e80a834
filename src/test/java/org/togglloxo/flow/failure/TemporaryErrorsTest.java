package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Call;

/** Errors of Loxo that pass: nobody is lost, nobody is made twice. */
class TemporaryErrorsTest extends FlowTest {

    private static final String ANN = "ann@example.com";

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    private void isCreatedOnce() {
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(flow.sandbox().loxoFaults().played()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /people, 500",
        "GET /people, 503",
        "POST /people, 500",
        "POST /people, 502",
        "PUT /people/{id}, 500",
        "PUT /people/{id}, 504"
    })
    void aCallThatFailsAndThenSucceedsIsRepeated(String operation, int status) {
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo(operation, Fault.status(status));
        isCreatedOnce();
    }

    @Test
    void anAddressOrPhoneWhoseWriteWasNotAnsweredStandsThereOnce() {
        flow.set("sync.fill", "overwrite");
        flow.loxo().seed(PersonSeed.named("Ben").withEmail("ben@example.com"));
        flow.toggl().add(someone("ben@example.com").contact("phone", "+372 5555 1234"));
        flow.toggl().add(someone(ANN).contact("contact_email", "ann.home@example.com"));
        flow.sandbox().loxoFaults().on("PUT /people/{id}").times(2).then(Fault.resetAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "created", 1L));
        assertThat(person("ben@example.com").phones()).containsExactly("+372 5555 1234");
        assertThat(person(ANN).emails()).containsExactlyInAnyOrder(ANN, "ann.home@example.com");
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(person("ben@example.com").tags()).containsExactly("toggl:shortlist");
        assertThat(flow.loxo().calls())
                .filteredOn(call -> call.operation().equals("PUT /people/{id}"))
                .flatExtracting(call -> call.fields().getOrDefault("person[phone]", List.of()))
                .as("it may be kept twice where it is sent twice")
                .hasSize(1);
    }

    @Test
    void anAddressWhoseWriteWasNotAnsweredIsNotSentAgainThoughTheLookAtItFailsFirst() {
        flow.toggl().add(someone(ANN).contact("contact_email", "ann.home@example.com"));
        flow.onceInLoxo("PUT /people/{id}", Fault.resetAfter());
        flow.onceInLoxo("GET /people/{id}", Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).emails()).containsExactlyInAnyOrder(ANN, "ann.home@example.com");
        assertThat(flow.loxo().calls())
                .filteredOn(call -> call.operation().equals("PUT /people/{id}"))
                .flatExtracting(call -> call.fields().getOrDefault("person[email]", List.of()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aCreateThatFailsAgainAndAgainIsDeferredAfterItsRepetitions(int status) {
        flow.set("retry.max-attempts", "2");
        String candidate = flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on("POST /people").then(Fault.status(status));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(3);
        assertThat(flow.known(candidate).createPending()).isTrue();
        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /people", "GET /people/{id}", "PUT /people/{id}"})
    void aLostAnswerToWhatMayBeRepeatedIsAskedForAgain(String operation) {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(operation).nth(1).then(Fault.resetAfter());
        flow.sandbox().loxoFaults().on(operation).nth(2).then(Fault.notJson());
        flow.sandbox().loxoFaults().on(operation).nth(3).then(Fault.breakOff());

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(flow.sandbox().loxoFaults().played()).isEqualTo(3);
    }

    static List<Fault> lostAnswers() {
        return List.of(
                Fault.resetAfter(),
                Fault.dropAfter(),
                Fault.appliedThen(500),
                Fault.appliedThen(502),
                Fault.notJson(),
                Fault.breakOff());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("lostAnswers")
    void aCreateWhoseAnswerIsLostMakesOnePerson(Fault fault) {
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", fault);
        isCreatedOnce();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void aCreateWhoseAnswerNeverComesMakesOnePerson() {
        flow.set("loxo.response-timeout", "300").toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", Fault.hang());
        isCreatedOnce();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void aCreateThatNeverArrivedIsSentAgain() {
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", Fault.resetBefore());
        isCreatedOnce();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(2);
    }

    @Test
    void everyFaultAtOnceMakesEverybodyOnce() {
        flow.set("retry.max-attempts", "30");
        for (int i = 0; i < 25; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com").contact("contact_email", "home" + i + "@example.com"));
        }
        flow.sandbox().loxoFaults().on("POST /people").everyNth(2).then(Fault.resetAfter());
        flow.sandbox().loxoFaults().on("POST /people").everyNth(3).then(Fault.resetBefore());
        flow.sandbox().loxoFaults().on("PUT /people/{id}").everyNth(3).then(Fault.appliedThen(500));
        flow.sandbox().loxoFaults().on("GET /people").everyNth(4).then(Fault.status(503));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 25L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(25);
        assertThat(flow.loxo().people()).allMatch(person -> person.emails().size() == 2);
    }

    @Test
    void aThrottledCallWaitsAsLongAsItIsTold() {
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo("GET /people", Fault.answer(429, Map.of("Retry-After", "1"), "{\"error\":\"slow down\"}"));
        isCreatedOnce();
        List<Call> calls = flow.loxo().calls().stream()
                .filter(call -> call.path().startsWith("/people"))
                .toList();
        assertThat(calls.get(0).status()).isEqualTo(429);
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at())).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void aThrottledCreateIsSentAgainWithoutASearch() {
        flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", Fault.answer(429, Map.of("Retry-After", "0"), "{}"));
        isCreatedOnce();
        assertThat(flow.loxo().countOf("GET /people")).isEqualTo(1);
    }

    @Test
    void moreErrorsThanRetriesLeaveACandidateToTheNextRun() {
        flow.set("retry.max-attempts", "2");
        String candidate = flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(503));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("deferred", 1L));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(flow.known(candidate).outcome()).isEqualTo(Outcome.DEFERRED);
        assertThat(flow.known(candidate).reason()).isEqualTo("unavailable");
        assertThat(flow.known(candidate).message()).contains("503");
        assertThat(flow.loxo().total())
                .as("one of them whether the key is good")
                .isEqualTo(3 + 1);

        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void aCreateThatEndsInAnErrorIsLookedUpByTheNextRun() {
        flow.set("retry.max-attempts", "2");
        flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on("POST /people").nth(1).then(Fault.resetAfter());
        flow.sandbox().loxoFaults().on("GET /people").from(2).then(Fault.status(500));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        flow.endProcess();
        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void whoIsDeferredAgainAndAgainFailsInTheEndAndIsTriedAgainOnRequest() {
        flow.set("retry.max-attempts", "0").set("sync.max-attempts", "3").set("sync.deferred-interval", "0");
        String candidate = flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(503));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("gave-up");

        flow.sandbox().loxoFaults().clear();
        assertThat(flow.ledger().manualDecisions("tester").retry(List.of())).isEqualTo(1);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @Test
    void aRunThatStillWaitsForADeferredOneIsNoTry() {
        MovableClock clock = new MovableClock();
        flow.clock(clock).set("retry.max-attempts", "0").set("sync.max-attempts", "4");
        String candidate = flow.toggl().add(someone(ANN));
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(503));
        for (int tries = 0; tries < 3; tries++) {
            assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        }
        long asked = flow.loxo().countOf("GET /people");
        for (int runs = 0; runs < 3; runs++) {
            assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        }
        assertThat(flow.known(candidate).attempts()).isEqualTo(3);
        assertThat(flow.loxo().countOf("GET /people")).isEqualTo(asked);

        clock.advance(Duration.ofMinutes(2));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).message()).startsWith("Deferred 4 times in a row");
        assertThat(flow.loxo().countOf("GET /people")).isEqualTo(asked + 1);
    }

    @Test
    void eachStepHasItsOwnRetries() {
        // of a create a retry is also each look whether it took place after all
        flow.set("retry.max-attempts", "4").toggl().add(someone(ANN));
        for (String operation : List.of("GET /people", "POST /people", "PUT /people/{id}")) {
            flow.sandbox().loxoFaults().on(operation).times(2).then(Fault.status(500));
        }
        isCreatedOnce();
    }
}
