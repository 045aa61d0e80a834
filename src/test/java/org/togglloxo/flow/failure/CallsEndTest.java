package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Answers that drip, never end, explode or break off, on each kind of call: it ends, nobody is lost, the next run does the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class CallsEndTest extends CallsEndCase {

    private static final List<String> CALLS_ABOUT_KNOWN = List.of("GET /people/{id}", "GET /jobs/{job_id}/candidates");

    private static final List<String> LOXO_CALLS =
            List.of("GET /people", "PUT /people/{id}", CALLS_ABOUT_KNOWN.get(0), CALLS_ABOUT_KNOWN.get(1));

    private static final List<String> POSTS =
            List.of("POST /people", "POST /jobs/{job_id}/apply", "POST /person_events");

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
        assertThat(flow.known(candidate).message())
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
}
