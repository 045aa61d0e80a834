package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** People whom Loxo merges into others between two runs, and between two calls. */
class MergedPeopleTest extends LookUpCase {

    private static final PersonSeed OLDER = PersonSeed.named("Older profile").withEmail("older@example.com");

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    @Test
    void whoHoldsNoAddressOfTheCandidateIsFoundAmongTheMerges() {
        long older = flow.loxo().seed(OLDER);
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        flow.loxo().merge(older, person("ann@example.com").id());
        flow.toggl().change(ann, someone("ann@elsewhere.example").scored(10));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        PersonSeed survivor = flow.loxo().person(older).orElseThrow();
        assertThat(survivor.name()).isEqualTo("Older profile");
        assertThat(survivor.tags()).contains("toggl:review");
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(older));
    }

    @Test
    void whereTheMergesMayNotBeReadWhoIsGoneIsMadeAnew() {
        long older = flow.loxo().seed(OLDER);
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        flow.loxo().merge(older, person("ann@example.com").id());
        flow.toggl().change(ann, someone("ann@elsewhere.example"));
        flow.sandbox().loxoFaults().on("GET /merges").then(Fault.status(403));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "each"})
    void whoIsMergedBetweenTheCreateAndTheTagsIsFollowed(String way) {
        flow.set("loxo.lookup", way);
        long older = flow.loxo().seed(OLDER);
        String ann = flow.toggl().add(someone("ann@example.com"));
        before(on("PUT /people/{id}"), () -> flow.loxo()
                .merge(older, person("ann@example.com").id()));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person("ann@example.com").tags()).contains("toggl:shortlist");
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(older));
    }

    @Test
    void whoWasJustMadeAndIsGoneIsNotMadeAgainBeforeTheSurvivorCanBeSeen() {
        flow.set("loxo.index-lag", "2000");
        long older = flow.loxo().seed(OLDER);
        flow.toggl().add(someone("ann@example.com"));
        flow.sandbox().loxoFaults().on("GET /merges").then(Fault.status(404));
        before(on("PUT /people/{id}"), () -> flow.loxo()
                .merge(older, person("ann@example.com").id()));
        flow.sandbox()
                .loxoFaults()
                .on("GET /people")
                .nth(2)
                .then(Fault.answer(200, Map.of(), "{\"people\":[],\"total_count\":0,\"scroll_id\":null}"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void whoWasMadeThoughTheAnswerNamesNobodyIsLookedForBeforeTheyAreMadeAgain() {
        flow.between(options -> options.candidates(0).indexLag(Duration.ofSeconds(30)));
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.sandbox().loxoFaults().on("POST /people").nth(1).then(Fault.tamper(seen -> {
            ((ObjectNode) seen.answer().path("person")).putNull("id");
            return seen.answer();
        }));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        flow.ledger().manualDecisions("tester").retry(List.of(ann));
        flow.run();
        assertThat(flow.loxo().peopleByAddress("ann@example.com")).hasSize(1);
        assertThat(flow.known(ann).outcome()).isIn(Outcome.CREATED, Outcome.UPDATED);
    }
}
