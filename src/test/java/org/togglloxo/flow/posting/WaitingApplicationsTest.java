package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Applications that wait for a phone or a job. */
class WaitingApplicationsTest extends ApplicationsCase {

    @Test
    void withoutAPhoneTheApplicationWaitsAndFollowsWhenThereIsOne() {
        String candidate = flow.toggl().add(hopeful(ANN).contact("phone", ""));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.known(candidate).reason()).isEqualTo("no-phone");
        assertThat(flow.known(candidate).waits()).isEqualTo("no-phone");
        assertThat(flow.loxo().applications()).isEmpty();
        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        askedLoxoForTheKeyAlone();

        flow.toggl().change(candidate, Candidates.someone(ANN).contact("phone", "+1 555 0100")::accept);
        flow.toggl().change(candidate, changed -> changed.put("job_opening_id", opening));
        flow.run();
        onlyApplication();
        assertThat(flow.known(candidate).waits()).isEmpty();
    }

    @Test
    void aPlaceholderStandsInForThePhoneWhereOneIsSet() {
        flow.set("applications.placeholder-phone", "+00 000 0000")
                .toggl()
                .add(hopeful(ANN).contact("phone", ""));
        flow.run();
        assertThat(onlyApplication().phone()).isEqualTo("+00 000 0000");
        assertThat(person(ANN).phones()).doesNotContain("+00 000 0000");
    }

    @Test
    void aPhoneOfLoxosOwnThatIsInvalidGivesWayToTheCandidates() {
        flow.loxo().seed(PersonSeed.named("Known").withEmail(ANN).withPhone("+1 555 0100 7"));
        flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.answer(400, Map.of(), "Phone is invalid"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(onlyApplication().phone()).isEqualTo("+372 5555 0001");
    }

    @Test
    void anInvalidPhoneLeavesThePersonAndTheApplicationWaits() {
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.answer(400, Map.of(), "Phone is invalid"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("without-refused-value");
        assertThat(flow.known(candidate).waits()).isEqualTo("no-phone");
        assertThat(flow.loxo().applications()).isEmpty();
    }

    @Test
    void anOpeningWithoutAJobLetsTheApplicationWaitUntilThereIsOne() {
        opening = flow.toggl().addOpening("Tunnel Builder");
        flow.set("jobs.look-again-minutes", "0");
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("no-job");
        assertThat(flow.known(candidate).message()).contains("Tunnel Builder", "config/jobs.csv");

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        long made = flow.loxo().addJob("Tunnel Builder");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(onlyApplication().jobId()).isEqualTo(made);
    }

    @Test
    void whoWaitsForAJobCostsNoCallUntilItIsTimeToLookAgain() {
        opening = flow.toggl().addOpening("Tunnel Builder");
        flow.toggl().add(hopeful(ANN));
        flow.run();
        flow.loxo().forgetCalls();
        flow.endProcess();
        flow.run();
        askedLoxoForTheKeyAlone();
    }

    @Test
    void severalJobsOfOneTitleAreNotGuessedBetween() {
        long other = flow.loxo().addJob("Bridge Builder");
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.run();
        assertThat(flow.known(candidate).reason()).isEqualTo("ambiguous-job");
        assertThat(flow.known(candidate).message()).contains(Long.toString(job), Long.toString(other));
        assertThat(flow.loxo().applications()).isEmpty();
    }

    @Test
    void anOpeningThatTheListLacksIsAskedForByItsId() {
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.sandbox().togglFaults().on("GET /openings").nth(1).then(Fault.answer(200, Map.of(), "{\"data\":[]}"));
        flow.run();
        assertThat(onlyApplication().jobId()).isEqualTo(job);
        assertThat(flow.toggl().countOf("GET /openings/{id}")).isEqualTo(1);
        assertThat(flow.known(candidate).waits()).isEmpty();
    }
}
