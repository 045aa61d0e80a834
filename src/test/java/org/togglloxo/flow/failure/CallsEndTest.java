package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.BoundAgency;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.sandbox.SimulatedService;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Answers that drip, never end, explode or break off, on each kind of call: it ends, nobody is lost, the next run does the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class CallsEndTest {

    private static final List<String> LOXO_LISTS =
            List.of("GET /jobs", "GET /activity_types", "GET /dynamic_fields", "GET /source_types");
    private static final List<String> TOGGL_LISTS = List.of("GET /openings", "GET /categories", "GET /tags");
    private static final List<String> CALLS_ABOUT_KNOWN = List.of("GET /people/{id}", "GET /jobs/{job_id}/candidates");
    private static final List<String> LOXO_CALLS =
            List.of("GET /people", "PUT /people/{id}", CALLS_ABOUT_KNOWN.get(0), CALLS_ABOUT_KNOWN.get(1));
    private static final List<String> POSTS =
            List.of("POST /people", "POST /jobs/{job_id}/apply", "POST /person_events");

    @TempDir
    static Path folder;

    private final Map<Answer, Between> all = new EnumMap<>(Answer.class);
    private FlowFixture flow;
    private int people;

    /** What is wrong with the answers, what it is called, and how often such a call is sent in a run. */
    enum Answer {
        DRIPPING(Fault.drip(Duration.ofMillis(20)), "too-slow", "loxo.call-timeout", 2),
        ENDLESS(Fault.endless(), "too-large", "loxo.max-answer-bytes", 1),
        EXPLODING(Fault.exploding(16), "too-large", "loxo.max-answer-bytes", 1),
        TRUNCATED(Fault.breakOff(), "no-answer", "after all retries", 3);

        private final Fault fault;
        private final String reason;
        private final String rule;
        private final int sent;

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
    private record Between(FlowFixture flow, String opening) {
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

    private Between open(Answer answer) {
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
    private String add(Between between, String address) {
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

    private String nextAddress() {
        return "ann" + ++people + "@example.com";
    }

    private void theNextRunDoesTheRest(String address) {
        nothingGoesWrongAnyMore();
        RunRow next = flow.run();
        assertThat(next.exitCode()).as("%s", next).isZero();
        isThereOnce(address);
    }

    private void isThereOnce(String address) {
        assertThat(flow.loxo().peopleByAddress(address)).singleElement().satisfies(person -> {
            assertThat(person.tags()).contains("toggl:shortlist");
            assertThat(flow.loxo().applications())
                    .filteredOn(application -> application.personId() == person.id())
                    .hasSize(1);
            assertThat(flow.loxo().events()).extracting(LoxoEvent::personId).containsOnlyOnce(person.id());
        });
    }

    private static void hit(Faults faults, String operation, Answer answer) {
        faults.on(operation).then(answer.fault);
    }

    private static void wasSentAsOftenAsSaid(SimulatedService service, String operation, Answer answer) {
        assertThat(service.countOf(operation)).as(operation).isEqualTo(answer.sent);
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfTheListEndsTheListing(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        add(between, address);
        hit(flow.sandbox().togglFaults(), "GET /candidates", answer);

        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo(answer.reasonOfToggl());
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.sentence()).contains(answer.rule.replace("loxo", "toggl"));
        wasSentAsOftenAsSaid(flow.toggl(), "GET /candidates", answer);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void theDetailsOfACandidateDeferThisOneAlone(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        String candidate = add(between, address);
        hit(flow.sandbox().togglFaults(), "GET /candidates/{id}", answer);

        assertThat(FlowFixture.counts(flow.run())).containsEntry("deferred", 1L);
        assertThat(flow.known(candidate).reason()).isEqualTo(answer.reasonOfToggl());
        assertThat(flow.known(candidate).sentence()).contains(answer.rule.replace("loxo", "toggl"));
        wasSentAsOftenAsSaid(flow.toggl(), "GET /candidates/{id}", answer);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void listsOfNamesAreDoneWithout(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        add(between, address);
        TOGGL_LISTS.forEach(operation -> hit(flow.sandbox().togglFaults(), operation, answer));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).containsEntry("created", 1L);
        assertThat(run.remarks())
                .filteredOn(remark -> remark.code().startsWith("toggl-"))
                .hasSameSizeAs(TOGGL_LISTS)
                .allMatch(remark -> remark.sentence().contains("(" + answer.reasonOfToggl() + ")"));
        TOGGL_LISTS.forEach(operation -> wasSentAsOftenAsSaid(flow.toggl(), operation, answer));
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void referenceListsAreDoneWithout(Answer answer) {
        Between between = open(answer);
        add(between, nextAddress());
        LOXO_LISTS.forEach(operation -> hit(flow.sandbox().loxoFaults(), operation, answer));
        // then the run asks at its beginning whether it is still the same
        boolean knowsAgency =
                flow.ledger().ownership().agency().flatMap(BoundAgency::id).isPresent();

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).containsEntry("created", 1L);
        assertThat(run.remarks()).extracting(Remark::code).containsOnly("reference-unreadable");
        for (String operation : LOXO_LISTS) {
            assertThat(run.remarks())
                    .extracting(Remark::sentence)
                    .anyMatch(sentence -> sentence.contains(operation)
                            && (answer == Answer.TRUNCATED || sentence.contains(answer.rule)));
            assertThat(flow.loxo().countOf(operation))
                    .as(operation)
                    .isEqualTo(operation.equals("GET /jobs") && knowsAgency ? answer.sent + 1 : answer.sent);
        }
        nothingGoesWrongAnyMore();
        assertThat(flow.run().exitCode()).isZero();
    }

    static Stream<Arguments> loxoCalls() {
        return Stream.of(Answer.values())
                .flatMap(answer -> LOXO_CALLS.stream().map(operation -> Arguments.of(answer, operation)));
    }

    @ParameterizedTest
    @MethodSource("loxoCalls")
    void aCallForACandidateDefersThisOneAlone(Answer answer, String operation) {
        Between between = open(answer);
        String address = nextAddress();
        String candidate = add(between, address);
        if (CALLS_ABOUT_KNOWN.contains(operation)) {
            flow.loxo().seed(PersonSeed.named("Some One").withEmail(address));
        }
        hit(flow.sandbox().loxoFaults(), operation, answer);

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).containsEntry("deferred", 1L);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(flow.known(candidate).reason()).isEqualTo(answer.reason);
        assertThat(flow.known(candidate).sentence())
                .contains(
                        answer.rule,
                        operation.substring(0, operation.lastIndexOf('/') + 1).split("[{]")[0]);
        wasSentAsOftenAsSaid(flow.loxo(), operation, answer);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPostedIsFoundAndNotPostedAgain(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        add(between, address);
        POSTS.forEach(operation -> hit(flow.sandbox().loxoFaults(), operation, answer));

        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L);
        assertThat(POSTS).allMatch(operation -> flow.loxo().countOf(operation) == 1);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource(names = {"DRIPPING", "ENDLESS"})
    void aCreateThatIsNotLookedForAnyMoreStaysPendingUntilTheNextRunFindsIt(Answer answer) {
        Between between = open(answer);
        flow.set("retry.max-attempts", "0");
        String address = nextAddress();
        String candidate = add(between, address);
        hit(flow.sandbox().loxoFaults(), "POST /people", answer);

        assertThat(FlowFixture.counts(flow.run())).containsEntry("deferred", 1L);
        assertThat(flow.known(candidate).reason()).isEqualTo(answer.reason);
        assertThat(flow.known(candidate).createPending()).isTrue();
        theNextRunDoesTheRest(address);
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
        flow.set("retry.max-attempts", "2");
    }

    @ParameterizedTest
    @EnumSource
    void webhooksAreListedAndRegisteredOrItIsSaidWhyNot(Answer answer) {
        open(answer);
        flow.run();
        hit(flow.sandbox().loxoFaults(), "GET /webhooks", answer);
        assertThatThrownBy(() -> flow.webhooks().list())
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.reason()).isEqualTo(answer.reason));
        wasSentAsOftenAsSaid(flow.loxo(), "GET /webhooks", answer);

        nothingGoesWrongAnyMore();
        hit(flow.sandbox().loxoFaults(), "POST /webhooks", answer);
        Webhook wanted = new Webhook(null, "job", "create", "https://here.example/" + answer);
        assertThat(flow.webhooks().register(wanted).webhook().endpointUrl()).isEqualTo(wanted.endpointUrl());
        assertThat(flow.loxo().countOf("POST /webhooks")).isEqualTo(1);
    }
}
