package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What Loxo does not take of one candidate, while it takes everybody else. */
class RefusedValuesTest extends FlowTest {

    private static final String ANN = "ann@example.com";
    private static final Fault REFUSED =
            Fault.answer(422, Map.of(), "{\"errors\":[\"Invalid parameters: [:country of ann@example.com]\"]}");

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    @Test
    void aRefusedCreateFailsInLoxosWordsWithoutTheAddress() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", REFUSED);

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("failed", 1L));
        assertThat(run.exitCode()).isEqualTo(3);
        CandidateRecord known = flow.known(candidate);
        assertThat(known.reason()).isEqualTo("refused");
        assertThat(known.message())
                .contains("422", "POST /people", "Invalid parameters: [:country of (address)")
                .doesNotContain(ANN);
        assertThat(known.createPending()).isFalse();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
        assertThat(flow.ledger().runs().history(candidate)).singleElement().satisfies(event -> assertThat(event.call())
                .isEqualTo("POST /people"));

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        askedLoxoForTheKeyAlone();

        flow.toggl().change(candidate, edit -> edit.put("name", "Changed"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @Test
    void aPersonWhoseTagsAreRefusedIsThereOnceAndFinishedOnRetry() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.onceInLoxo("PUT /people/{id}", REFUSED);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));

        flow.ledger().manualDecisions("tester").retry(List.of(candidate));
        flow.run();
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void anInvalidAddressIsLeftOutAndNoted() {
        String candidate = flow.toggl().add(someone(ANN).contact("contact_email", "ann@home"));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
        assertThat(person(ANN).emails()).containsExactly(ANN);
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(flow.known(candidate).reason()).isEqualTo("without-refused-value");
        assertThat(flow.known(candidate).message()).contains("email", "Email is invalid");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void anInvalidSecondAddressIsLeftOutAndNoted() {
        String candidate = flow.toggl().add(someone("not@address").contact("contact_email", ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).emails()).containsExactly(ANN);
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(flow.known(candidate).reason()).isEqualTo("without-refused-value");
    }

    @Test
    void anInvalidPhoneIsLeftOutAndNoted() {
        String candidate =
                flow.toggl().add(someone(ANN).contact("phone", "none").contact("city", "Tartu"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).phones()).isEmpty();
        assertThat(person(ANN).field("city")).isEqualTo("Tartu");
        assertThat(flow.known(candidate).message()).contains("phone", "Phone is invalid");
    }

    @Test
    void anInvalidPhoneOnSomeoneKnownIsLeftOutAndNoted() {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        String candidate = flow.toggl().add(someone(ANN).contact("phone", "none"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
        assertThat(flow.known(candidate).reason()).isEqualTo("without-refused-value");
    }

    @Test
    void anAddressAndAPhoneMayBothBeInvalid() {
        String candidate = flow.toggl()
                .add(someone(ANN).contact("contact_email", "ann@home").contact("phone", "none"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).emails()).containsExactly(ANN);
        assertThat(flow.known(candidate).message()).contains("Email is invalid", "Phone is invalid");
    }

    @Test
    void withoutAnyValidAddressNobodyIsCreated() {
        String candidate = flow.toggl()
                .add(someone("no@address").contact("contact_email", "ann@home").contact("phone", "none"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.loxo().people()).isEmpty();
        assertThat(flow.known(candidate).reason()).isEqualTo("refused");
        assertThat(flow.known(candidate).message()).contains("Email is invalid", "Fix the address");
        assertThat(flow.known(candidate).createPending()).isFalse();

        flow.ledger().manualDecisions("tester").retry(List.of(candidate));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.loxo().people()).isEmpty();

        flow.toggl().change(candidate, someone(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void theOnlyAddressMayBeInvalidForSomebodyWhoWouldApply(int status) {
        flow.loxo().addJob("Bridge Builder");
        String opening = flow.toggl().addOpening("Bridge Builder");
        String candidate = flow.toggl()
                .add(someone(ANN).contact("phone", "+372 5555 0001").and(edit -> edit.put("job_opening_id", opening)));
        flow.sandbox()
                .loxoFaults()
                .on("POST /people")
                .then(Fault.answer(status, Map.of(), "{\"errors\":[\"Email is invalid\"]}"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("refused");
        assertThat(flow.loxo().peopleCount()).isZero();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void aSuccessThatSavedNothingFailsAndIsMadeUpForOnRetry() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.onceInLoxo("POST /people", Fault.savedNothing("person"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(flow.known(candidate).reason()).isEqualTo("nothing-saved");

        flow.ledger().manualDecisions("tester").retry(List.of(candidate));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void errorsInsideASuccessAreARefusal() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.onceInLoxo(
                "POST /people",
                Fault.answer(200, Map.of(), "{\"person\":{\"id\":null},\"errors\":[\"Name is too odd\"]}"));
        flow.run();
        assertThat(flow.known(candidate).reason()).isEqualTo("refused");
        assertThat(flow.known(candidate).message()).contains("Name is too odd");
    }

    @Test
    void aRedirectionIsNotFollowedWithTheKeyAndMarksNobody() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.onceInLoxo(
                "GET /people",
                Fault.answer(302, Map.of("Location", flow.sandbox().togglBaseUrl()), "{}"));
        assertThat(flow.run().ended()).isEqualTo("loxo-elsewhere");
        assertThat(flow.known(candidate).outcome()).isNull();
        assertThat(flow.toggl().counts()).containsOnlyKeys("GET /candidates", "GET /openings");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }
}
