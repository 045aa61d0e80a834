package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Address;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** A walk through all people that the ledger keeps, and somebody in it who is forgotten. */
class ForgottenFromWalkTest extends FlowTest {

    private List<String> hashes() {
        List<String> kept = new ArrayList<>();
        flow.ledger().peopleWalk().forEach((id, hash) -> kept.add(hash));
        return kept;
    }

    @Test
    void noAddressOfSomebodyForgottenStaysAndNobodyIsCreatedTwice() {
        flow.betweenEmptyServices();
        flow.set("loxo.lookup", "walk");
        flow.loxo().seed(PersonSeed.named("Ann").withEmail("ann@example.com"));
        flow.loxo().seed(PersonSeed.named("Eve").withEmail("eve@example.com"));
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        assertThat(hashes()).contains(Address.hash("ann@example.com"), Address.hash("eve@example.com"));

        flow.ledger().manualDecisions("tester").forget(List.of("nobody"));
        assertThat(flow.ledger().peopleWalk().state())
                .as("not for somebody else")
                .isPresent();
        flow.ledger().manualDecisions("tester").forget(List.of(ann));
        assertThat(hashes()).isEmpty();
        assertThat(flow.ledger().peopleWalk().state()).isEmpty();

        flow.toggl().add(someone("eve@example.com"));
        flow.run();
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
        assertThat(flow.known(ann).loxoId()).isNotNull();
    }
}
