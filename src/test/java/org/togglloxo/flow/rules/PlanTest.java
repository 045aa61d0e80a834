package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sync.run.CandidateReport;

/** What a run would do, said without doing it. */
class PlanTest extends FlowTest {

    private void onlyReads() {
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));
    }

    private static Map<String, Long> counts(List<CandidateReport> planned) {
        Map<String, Long> counts = new TreeMap<>();
        planned.forEach(report -> counts.merge(report.entry().result().outcome().word(), 1L, Long::sum));
        return counts;
    }

    @Test
    void aPlanWritesNothingToLoxoAndNothingToTheLedger() throws IOException {
        flow.between(options -> options.candidates(60).knownPeople(6));
        flow.run();
        String changed = flow.toggl().candidateIds().get(0);
        flow.toggl().change(changed, candidate -> candidate
                .put("hire_state", "rejected")
                .put("name", "Changed"));
        flow.toggl().add(someone("new@example.com").contact("city", "Tartu"));
        flow.endProcess();
        byte[] before = Files.readAllBytes(flow.ledgerFile());
        List<PersonSeed> people = flow.loxo().people();
        flow.loxo().forgetCalls();

        List<CandidateReport> planned = flow.plan();
        assertThat(Files.readAllBytes(flow.ledgerFile())).isEqualTo(before);
        assertThat(flow.loxo().people()).isEqualTo(people);
        onlyReads();
        assertThat(planned).hasSize(61);
        assertThat(planned)
                .filteredOn(report -> report.entry().result().outcome() == Outcome.CREATED)
                .singleElement()
                .satisfies(report -> assertThat(report.changes())
                        .contains("email: (blank) -> \"new@example.com\"", "city: (blank) -> \"Tartu\"")
                        .contains("tags: + toggl:shortlist"));

        Map<String, Long> done = FlowFixture.counts(flow.run());
        assertThat(done).as("what was planned is what is done").isEqualTo(counts(planned));
    }

    @Test
    void aPlanBeforeTheFirstRunMakesNoLedger() {
        flow.between(options -> options.candidates(40).knownPeople(4));
        List<CandidateReport> planned = flow.plan();
        assertThat(flow.ledgerFile()).doesNotExist();
        onlyReads();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(counts(planned));
    }

    @Test
    void aPlanNamesWhatWouldBeFilledOnSomeoneKnown() {
        flow.betweenEmptyServices()
                .loxo()
                .seed(PersonSeed.named("Ann").withEmail("ann@example.com").withField("city", "Known City"));
        flow.toggl().add(someone("ann@example.com").contact("city", "Other").contact("country", "Estonia"));
        assertThat(flow.plan())
                .singleElement()
                .satisfies(
                        report -> assertThat(report.changes())
                                .containsExactly(
                                        "country: (blank) -> \"Estonia\"",
                                        "Toggl score (custom_number_2): (blank) -> \"80\"",
                                        "source type: (blank) -> \"Toggl Hire\"",
                                        "tags: + toggl:shortlist",
                                        "event: + Toggl Hire test for Java Engineer (m/f/d), finished 2025-01-06; Score: 80 %, 13 points, not rated; Decision: possible-hire"));
        onlyReads();
    }
}
