package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Who is put forward for which job, once. */
class ApplicationsTest extends ApplicationsCase {

    @Test
    void aShortlistedCandidateAppliesOnceWithAScorecardForTheJobOfTheSameTitle() {
        flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();

        LoxoApplication application = onlyApplication();
        assertThat(application.jobId()).isEqualTo(job);
        assertThat(application.personId()).isEqualTo(person(ANN).id());
        assertThat(application.created()).as("a second person").isFalse();
        assertThat(application.phone()).isEqualTo("+372 5555 0001");
        assertThat(application.resumeName()).endsWith(".pdf");
        assertThat(application.resume()).isNotEmpty();
        assertThat(run.applications()).isEqualTo(1);

        flow.toggl().change(flow.toggl().candidateIds().get(0), candidate -> candidate.put("score", 90));
        assertThat(flow.run().applications()).isZero();
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @Test
    void withEverythingOnAShortlistedCandidateCostsAtMostSevenCalls() {
        flow.toggl().add(hopeful("warm-up@example.com"));
        flow.run();
        flow.loxo().forgetCalls();

        flow.toggl().add(hopeful(ANN).contact("contact_email", "home@example.com"));
        flow.run();
        assertThat(withoutReferenceData()).isEqualTo(6);

        flow.loxo().forgetCalls();
        flow.loxo().seed(PersonSeed.named("Known").withEmail("known@example.com"));
        flow.toggl().add(hopeful("known@example.com").contact("contact_email", "work@example.com"));
        flow.run();
        assertThat(withoutReferenceData()).isEqualTo(7);
        assertThat(flow.loxo().applications()).hasSize(3).noneMatch(LoxoApplication::created);
    }

    private long withoutReferenceData() {
        return flow.loxo().counts().entrySet().stream()
                .filter(count -> count.getKey().contains("/people")
                        || count.getKey().contains("person_events")
                        || count.getKey().contains("/jobs/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void referenceDataIsReadOnceARunHoweverManyCandidatesThereAre() {
        for (int i = 0; i < 12; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com"));
        }
        flow.run();
        assertThat(flow.loxo().applications()).hasSize(12);
        assertThat(flow.loxo().counts())
                .containsEntry("GET /jobs", 1L)
                .containsEntry("GET /dynamic_fields", 1L)
                .containsEntry("GET /activity_types", 1L)
                .containsEntry("GET /source_types", 1L);
        assertThat(flow.toggl().counts()).containsEntry("GET /openings", 1L).containsEntry("GET /candidates/{id}", 12L);
    }

    static List<Fault> lostAnswers() {
        return List.of(
                Fault.resetAfter(),
                Fault.dropAfter(),
                Fault.appliedThen(500),
                Fault.notJson(),
                Fault.breakOff(),
                Fault.resetBefore(),
                Fault.status(503));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void anApplicationWhoseAnswerIsLostIsMadeOnce(Fault fault) {
        flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, fault);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        onlyApplication();
        assertThat(flow.sandbox().loxoFaults().played()).isPositive();
    }

    @Test
    void anApplicationThatIsAnsweredWithNothingAtAllHasTakenPlace() {
        flow.toggl().add(hopeful(ANN));
        flow.sandbox().loxoFaults().on("GET /jobs/{job_id}/candidates").then(Fault.status(404));
        flow.sandbox().loxoFaults().on(APPLY).then(Fault.answer(201, Map.of(), ""));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().countOf(APPLY)).isEqualTo(1);
    }

    @Test
    void anApplicationThatEndsInAnErrorIsLookedUpByTheNextProcess() {
        flow.set("retry.max-attempts", "0").toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.resetAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        flow.set("retry.max-attempts", "5");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        onlyApplication();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void whereLoxoDoesNotTellWhetherItTookPlaceSomebodyHasToLook() {
        flow.set("retry.max-attempts", "0");
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.resetAfter());
        flow.sandbox().loxoFaults().on("GET /jobs/{job_id}/candidates").then(Fault.status(403));
        flow.run();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("posting-unknown");
        assertThat(flow.known(candidate).message()).contains("/jobs/" + job + "/apply", "retry " + candidate);
        onlyApplication();
    }

    @Test
    void somebodyARecruiterHasPutOnTheJobIsNotPutThereAgain() {
        flow.loxo().seed(PersonSeed.named("Known").withEmail(ANN).withPhone("+1 555 0100 7"));
        flow.toggl().add(hopeful(ANN));
        flow.run();
        flow.endProcess();
        deleteLedger();
        RunRow again = flow.run();
        assertThat(FlowFixture.counts(again)).isEqualTo(Map.of("updated", 1L));
        assertThat(again.applications()).isZero();
        onlyApplication();
    }

    private void deleteLedger() {
        assertThat(flow.ledgerFile().toFile().delete()).isTrue();
    }

    @Test
    void theAddressIsOneThatThePersonHolds() {
        flow.loxo().seed(PersonSeed.named("Known").withEmail("login@example.com"));
        flow.toggl().add(hopeful("login@example.com").contact("contact_email", "preferred@example.com"));
        flow.run();
        assertThat(onlyApplication().email()).isEqualTo("login@example.com");
        assertThat(onlyApplication().name()).isEqualTo("Known");
        assertThat(onlyApplication().created()).isFalse();
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void twoTestsOfOnePersonForOneOpeningAreOneApplication() {
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful(ANN).scored(70));
        flow.run();
        onlyApplication();
        flow.endProcess();
        flow.run();
        onlyApplication();
    }

    @Test
    void somebodyWhoWasDeletedInLoxoAndMadeAnewIsPutForwardAnew() {
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.run();
        flow.loxo().remove(person(ANN).id());
        flow.toggl().change(candidate, changed -> changed.put("score", 91));
        flow.run();
        assertThat(flow.loxo().applications())
                .extracting(LoxoApplication::personId)
                .contains(person(ANN).id());
        assertThat(flow.loxo().events())
                .extracting(LoxoEvent::personId)
                .contains(person(ANN).id());
    }

    @Test
    void whereTheJobsAreRefusedApplicationsRestAndTheRunGoesOn() {
        flow.sandbox().loxoFaults().on("GET /jobs").then(Fault.status(403));
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.remarks()).extracting(Remark::code).containsOnlyOnce("reference-unreadable");
        assertThat(run.remarks().get(0).message()).contains("GET /jobs", "403");
        assertThat(flow.loxo().countOf("GET /jobs")).isEqualTo(1);
    }

    @Test
    void aRefusedApplicationFailsTheCandidateAndRetryMakesUpForIt() {
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo(APPLY, Fault.answer(422, Map.of(), "{\"errors\":[\"Job is closed\"]}"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(candidate).message()).contains("Job is closed", "/apply");
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);

        flow.ledger().manualDecisions("tester").retry(List.of());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        onlyApplication();
    }

    @Test
    void everyApplicationRefusedStopsTheRunAsForEveryOtherEndpoint() {
        flow.set("sync.workers", "1").sandbox().loxoFaults().on(APPLY).then(Fault.status(403));
        for (int i = 0; i < 8; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com"));
        }
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("endpoint-refused");
        assertThat(run.message()).contains("/jobs/{id}/apply");
        assertThat(run.counts().get(Outcome.FAILED)).isZero();

        flow.sandbox().loxoFaults().clear();
        flow.run();
        assertThat(flow.loxo().applications()).hasSize(8);
        assertThat(flow.loxo().duplicates()).isEmpty();
    }
}
