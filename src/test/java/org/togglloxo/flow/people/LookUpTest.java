package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Call;

/** What it costs to find many people, by each way and by the one that is chosen. */
@Order(2)
class LookUpTest extends FlowTest {

    private static final int MANY = 300;

    @BeforeEach
    void chosenByTheProgram() {
        flow.set("loxo.lookup", "auto");
    }

    private void newCandidates(int many) {
        for (int i = 0; i < many; i++) {
            flow.toggl()
                    .add(someone("new%d@example.com".formatted(i))
                            .contact("contact_email", "new%d@home.example".formatted(i)));
        }
    }

    private void peopleBefore(int many) {
        for (int i = 0; i < many; i++) {
            flow.loxo()
                    .seed(PersonSeed.named("Person %d".formatted(i)).withEmail("person%d@agency.example".formatted(i)));
        }
    }

    private double callsAboutPeople() {
        return flow.loxo().counts().entrySet().stream()
                .filter(calls -> calls.getKey().contains("/people"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long queries(String part) {
        return flow.loxo().calls().stream()
                .map(Call::query)
                .filter(query -> query.toString().contains(part))
                .count();
    }

    private void everybodyIsMadeOnce(int before) {
        assertThat(flow.loxo().peopleCount()).isEqualTo(before + MANY);
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(flow.loxo().people())
                .filteredOn(person -> person.name().equals("Some One"))
                .hasSize(MANY)
                .allMatch(person -> person.emails().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "batch"})
    void whereTheSearchTakesManyAddressesAPersonCostsTwoCalls(String way) {
        flow.betweenEmptyServices().set("loxo.lookup", way);
        peopleBefore(200);
        newCandidates(MANY);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) MANY));
        assertThat(callsAboutPeople() / MANY).isLessThanOrEqualTo(2.1);
        everybodyIsMadeOnce(200);
        flow.endProcess();
        double before = callsAboutPeople();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", (long) MANY));
        assertThat(callsAboutPeople()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "batch"})
    void whereEverybodyHasTheSameMailProviderAPersonCostsTwoCallsAsWell(String way) {
        flow.betweenEmptyServices().set("loxo.lookup", way);
        if (way.equals("batch")) {
            // else somebody of the same provider stands behind the exact hits, and everybody is walked through
            flow.sandbox()
                    .loxoFaults()
                    .on(LookUpCase.BATCH)
                    .then(Fault.tamper(seen -> exact(seen.request().query("query"), seen.answer())));
        }
        for (int i = 0; i < 120; i++) {
            flow.loxo().seed(PersonSeed.named("Person").withEmail("person%d@example.com".formatted(i)));
        }
        for (int i = 0; i < MANY; i++) {
            flow.toggl().add(someone("new%d@example.com".formatted(i)));
        }
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) MANY));
        assertThat(callsAboutPeople() / MANY).isLessThanOrEqualTo(2.1);
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    private static JsonNode exact(String query, JsonNode answer) {
        Iterator<JsonNode> people = answer.withArray("people").elements();
        while (people.hasNext()) {
            if (!query.contains(people.next().at("/emails/0/value").asText())) {
                people.remove();
            }
        }
        return ((ObjectNode) answer).put("total_count", answer.get("people").size());
    }

    @Test
    void whereItTakesTheFirstAddressAloneNobodyOfTheSameMailProviderIsTakenForMissing() {
        flow.between(options -> options.candidates(0).addressSearch(AddressSearch.FIRST_ONLY));
        for (int i = 0; i < 120; i++) {
            flow.loxo().seed(PersonSeed.named("Person").withEmail("person%d@example.com".formatted(i)));
        }
        for (int i = 0; i < 20; i++) {
            flow.loxo().seed(PersonSeed.named("Person").withEmail("new%d@example.com".formatted(i)));
            flow.toggl().add(someone("new%d@example.com".formatted(i)));
        }
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 20L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(140);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "walk"})
    void withApplicationAndEventACandidateCostsFourCallsAndLittleMore(String way) {
        flow.between(options -> options.candidates(0)).set("loxo.lookup", way);
        peopleBefore(200);
        for (int i = 0; i < MANY; i++) {
            flow.toggl()
                    .add(someone("new%d@example.com".formatted(i))
                            .contact("contact_email", "new%d@home.example".formatted(i))
                            .contact("phone", "+372 5550 %04d".formatted(i)));
        }
        RunRow run = flow.run();
        assertThat(run.applications()).isEqualTo(MANY);
        assertThat(run.events()).isEqualTo(MANY);
        double calls = flow.loxo().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(calls / MANY).isLessThanOrEqualTo(4.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "walk"})
    void whereItTakesOneAndThereAreFewPeopleTheyAreWalkedThroughOnce(String way) {
        flow.between(options -> options.candidates(0).addressSearch(AddressSearch.FIRST_ONLY))
                .set("loxo.lookup", way);
        peopleBefore(500);
        newCandidates(MANY);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) MANY));
        assertThat(callsAboutPeople() / MANY).isLessThanOrEqualTo(2.1);
        everybodyIsMadeOnce(500);
    }

    @Test
    void whereItTakesOneAndThereAreTooManyToWalkThroughEachIsAskedFor() {
        flow.between(options -> options.candidates(0).addressSearch(AddressSearch.FIRST_ONLY));
        peopleBefore(60_000);
        newCandidates(MANY);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) MANY));
        assertThat(callsAboutPeople() / MANY).isLessThanOrEqualTo(4.1);
        assertThat(queries(" OR ")).as("tried once").isEqualTo(1);
        everybodyIsMadeOnce(60_000);
    }
}
