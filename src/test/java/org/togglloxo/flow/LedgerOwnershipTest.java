package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.ledger.EarlierLedger;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** The ledger belongs to one agency and one workspace; met by another one it is refused before anybody is said to be unchanged. */
class LedgerOwnershipTest extends FlowTest {

    private static final int CANDIDATES = 30;

    private Sandbox first;

    @BeforeEach
    void firstRun() {
        flow.between(options -> options.candidates(CANDIDATES));
        first = flow.sandbox();
        assertThat(flow.run().exitCode()).isZero();
    }

    @AfterEach
    void closeFirst() {
        flow.endProcess();
        first.close();
    }

    /** The same ledger, from now on between other services. */
    private void meets(SandboxOptions.Builder other) {
        flow.between(options -> other);
        flow.endProcess();
    }

    private static SandboxOptions.Builder others() {
        return SandboxOptions.builder().candidates(CANDIDATES);
    }

    private RunRow refused(String reason) {
        long before = flow.ledger().candidates().countByOutcome().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo(reason);
        assertThat(run.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(FlowFixture.counts(run)).isEmpty();
        assertThat(flow.loxo().peopleCount()).isZero();
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));
        assertThat(flow.ledger().candidates().countByOutcome().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(before);
        assertThat(run.message()).contains("ledger.url", "ledger adopt");
        return run;
    }

    private void nobodyIsDeliveredAnew() {
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).containsOnlyKeys("unchanged", "skipped");
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", ""})
    void anotherAgencyIsRefused(String id) {
        meets(others().agencySlug("another-agency").agencyId(id));
        assertThat(refused("other-agency").message())
                .contains(
                        "'sandbox-agency' (agency_id 1071)",
                        "'another-agency'" + (id.isEmpty() ? "" : " (agency_id 4711)"));
    }

    @Test
    void anotherAgencyOfTheSameSlugIsRefused() {
        meets(others().agencyId("4711"));
        refused("other-agency");
    }

    @Test
    void anotherWorkspaceIsRefusedThoughItsCandidatesHaveTheSameIds() {
        meets(others().firstOpening(7_100));
        assertThat(refused("other-workspace").message())
                .contains("'Senior JavaScript Developer' (100)", "and 1 more", "(7100)");
    }

    @Test
    void aPlanSaysThatTheLedgerBelongsToAnotherAgency() {
        meets(others().agencySlug("another-agency").agencyId("4711"));
        assertThat(flow.plan().stream().map(planned -> planned.entry().before().togglId()))
                .isEmpty();
        assertThat(flow.planned().ended()).isEqualTo("other-agency");
        assertThat(flow.planned().exitCode()).isEqualTo(ExitCode.SETTINGS.code());
    }

    @Test
    void doctorFindsThatTheLedgerBelongsToAnotherWorkspace() {
        assertThat(flow.flow().services().examineLedger().message()).contains("'sandbox-agency'", "the openings");
        meets(others().firstOpening(7_100));
        Finding finding = flow.flow().services().examineLedger();
        assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(finding.exitCode()).isEqualTo(ExitCode.SETTINGS);
    }

    @Test
    void theSameAgencyGoesOnAtAnotherPortWithOtherKeys() {
        meets(others().togglKey("another-toggl-key").loxoKey("another-loxo-key"));
        nobodyIsDeliveredAnew();
    }

    @Test
    void theSameAgencyGoesOnUnderAnotherSlug() {
        meets(others().agencySlug("renamed-agency"));
        nobodyIsDeliveredAnew();
        meets(others().agencySlug("renamed-agency").agencyId(""));
        nobodyIsDeliveredAnew();
    }

    @Test
    void theSameAgencyGoesOnWhereItsAnswersShowNoId() {
        meets(others().agencyId(""));
        nobodyIsDeliveredAnew();
    }

    @Test
    void anAgencyThatShowsNoIdIsKnownByItsSlug() throws IOException {
        flow.endProcess();
        Files.delete(flow.ledgerFile());
        meets(others().agencyId(""));
        assertThat(FlowFixture.counts(flow.run())).containsKey("created");
        flow.loxo().forgetCalls();
        nobodyIsDeliveredAnew();
        assertThat(flow.loxo().counts()).isEqualTo(Map.of("GET /job_categories", 1L));
        meets(others().agencySlug("another-agency"));
        refused("other-agency");
    }

    @Test
    void aCopyOfTheLedgerGoesOn() throws IOException {
        flow.endProcess();
        Path copy = folder.resolve("copy.db");
        Files.copy(flow.ledgerFile(), copy);
        flow.set("ledger.url", "jdbc:sqlite:" + copy);
        flow.loxo().forgetCalls();
        nobodyIsDeliveredAnew();
    }

    @Test
    void openingsThatCameAndWentAreTheSameWorkspace() {
        flow.toggl().addOpening("Office Dog");
        nobodyIsDeliveredAnewIn(first);
        for (String id : List.of("100", "101", "102", "103")) {
            flow.toggl().hideOpening(id);
        }
        nobodyIsDeliveredAnewIn(first);
    }

    private void nobodyIsDeliveredAnewIn(Sandbox sandbox) {
        sandbox.loxo().forgetCalls();
        nobodyIsDeliveredAnew();
    }

    @Test
    void aFilterThatLetsOnlyStrangersThroughIsTheSameWorkspace() {
        String fresh = flow.toggl().addOpening("Office Dog");
        flow.toggl().add(someone("rex@example.com").and(candidate -> candidate.put("job_opening_id", fresh)));
        flow.set("toggl.filter.job_opening_id", fresh);
        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L);
    }

    @Test
    void aWorkspaceWithoutOpeningsIsKnownByItsCandidates() {
        hideOpenings(first);
        nobodyIsDeliveredAnewIn(first);
        meets(others().candidates(0));
        hideOpenings(flow.sandbox());
        assertThat(refused("other-workspace").message()).contains("of candidate 100");
    }

    private static void hideOpenings(Sandbox sandbox) {
        List.of("100", "101", "102", "103").forEach(sandbox.toggl()::hideOpening);
    }

    /** As the versions before left it. */
    private void ofEarlierVersion() throws SQLException {
        flow.endProcess();
        EarlierLedger.ofVersion6("jdbc:sqlite:" + flow.ledgerFile());
    }

    @Test
    void aLedgerOfAnEarlierVersionGoesOnAndIsBound() throws SQLException {
        ofEarlierVersion();
        nobodyIsDeliveredAnewIn(first);
        meets(others().agencySlug("another-agency").agencyId("4711"));
        refused("other-agency");
    }

    @Test
    void aLedgerOfAnEarlierVersionThatKnowsNoneOfTheCandidatesIsRefused() throws SQLException {
        ofEarlierVersion();
        meets(others().candidates(0).agencySlug("another-agency").agencyId("4711"));
        refused("other-workspace");
        meets(others());
        nobodyIsDeliveredAnew();
    }

    @Test
    void aWrongKeyIsFoundWhereNobodyIsWritten() {
        flow.loxo().forgetCalls();
        flow.set("loxo.api-key", "expired");
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("loxo-refused");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAUTHORIZED.code());
        assertThat(run.message()).contains("loxo.api-key", "GET /job_categories");
        assertThat(FlowFixture.counts(run)).isEmpty();
    }

    @Test
    void anAgencyThatDoesNotAnswerNowIsTheSameBySlug() {
        flow.sandbox().loxoFaults().on("GET /jobs").then(Fault.status(503));
        nobodyIsDeliveredAnewIn(first);
    }

    @Test
    void jobsThatAreClosedToTheKeyAreNoReasonToStop() {
        flow.sandbox().loxoFaults().on("GET /jobs").then(Fault.status(403));
        nobodyIsDeliveredAnewIn(first);
        assertThat(flow.loxo().counts()).isEqualTo(Map.of("GET /jobs", 1L, "GET /job_categories", 1L));
    }
}
