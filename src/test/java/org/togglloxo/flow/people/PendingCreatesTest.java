package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** A create whose answer was lost, and whose candidate has another address when the next run looks for the person. */
class PendingCreatesTest extends FlowTest {

    private static final String OLD = "ann@example.com";
    private static final String NEW = "moved@new.example";

    private String ann;

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices().set("retry.max-attempts", "0");
        ann = flow.toggl().add(someone(OLD));
    }

    private void loseAnswerAndMove(Fault fault) {
        flow.onceInLoxo("POST /people", fault);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(ann).createPending()).isTrue();
        flow.endProcess();
        flow.toggl().change(ann, someone(NEW));
    }

    @Test
    void thePersonIsFoundByTheAddressThatWasSent() {
        loseAnswerAndMove(Fault.dropAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person(NEW).emails()).containsExactly(OLD, NEW);
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void whoWasNotMadeIsMadeOnceWithTheNewAddress() {
        loseAnswerAndMove(Fault.dropBefore());
        flow.set("retry.max-attempts", "5");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person(NEW).emails()).containsExactly(NEW);
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void nobodyIsMadeWhereThePersonMayBeBehindTheNewestThatAreLookedThrough() {
        loseAnswerAndMove(Fault.dropAfter());
        for (int i = 0; i < 1_001; i++) {
            flow.loxo().seed(PersonSeed.named("Newer " + i).withEmail("newer" + i + "@example.com"));
        }
        flow.set("loxo.index-lag", "1");
        int people = flow.loxo().peopleCount();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("create-pending");
        assertThat(flow.known(ann).message()).contains("link CANDIDATE PERSON", "forget CANDIDATE");
        assertThat(flow.known(ann).createPending()).isTrue();
        assertThat(flow.loxo().peopleCount()).isEqualTo(people);

        flow.toggl().change(ann, someone(OLD));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(people);
    }

    @Test
    void whoWasMadeAndWhoHoldsTheNewAddressAreAmbiguous() {
        loseAnswerAndMove(Fault.dropAfter());
        flow.loxo().seed(PersonSeed.named("Ann at her new place").withEmail(NEW));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("ambiguous");
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
    }

    @Test
    void whereNobodyWasMadeWhoHoldsTheNewAddressIsNotTakenForMadeFromHere() {
        loseAnswerAndMove(Fault.dropBefore());
        flow.set("retry.max-attempts", "5");
        flow.loxo().seed(PersonSeed.named("Ann as the recruiter wrote it").withEmail(NEW));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.known(ann).createdHere()).isFalse();
        assertThat(person(NEW).name()).isEqualTo("Ann as the recruiter wrote it");
    }
}
