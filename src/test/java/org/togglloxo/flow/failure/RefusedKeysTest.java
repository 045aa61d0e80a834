package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** 401 and 403: whether everything is refused, one endpoint or one record. */
class RefusedKeysTest extends FlowTest {

    private static final int CANDIDATES = 30;

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    private void addCandidates() {
        for (int i = 0; i < CANDIDATES; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com"));
        }
    }

    private void theNextRunDoesEverything() {
        flow.sandbox().loxoFaults().clear();
        flow.sandbox().togglFaults().clear();
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", (long) CANDIDATES));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.loxo().peopleCount()).isEqualTo(CANDIDATES);
    }

    private void nobodyIsMarked(RunRow run) {
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(FlowFixture.counts(run)).isEmpty();
        assertThat(flow.ledger().candidates().countByOutcome()).doesNotContainKey(Outcome.FAILED);
        assertThat(flow.toggl().candidateIds())
                .allSatisfy(id -> assertThat(flow.ledger().runs().history(id)).isEmpty());
    }

    @Test
    void oneRefusedRecordFailsThatOneAndTheOthersGoOn() {
        addCandidates();
        long blocked = flow.loxo().seed(PersonSeed.named("Blocked").withEmail("blocked@example.com"));
        flow.loxo().seed(PersonSeed.named("Open").withEmail("open@example.com"));
        String refused = flow.toggl().add(someone("blocked@example.com"));
        flow.toggl().add(someone("open@example.com"));
        flow.sandbox().loxoFaults().on("PUT /people/" + blocked).then(Fault.status(403));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run))
                .isEqualTo(Map.of("created", (long) CANDIDATES, "updated", 1L, "failed", 1L));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(flow.known(refused).reason()).isEqualTo("forbidden");
        assertThat(flow.known(refused).message()).contains("403", "PUT /people/" + blocked, "the key works");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedEndpointStopsTheRunAndMarksNobody(int status) {
        addCandidates();
        flow.sandbox().loxoFaults().on("POST /people").then(Fault.status(status));

        RunRow run = flow.run();
        nobodyIsMarked(run);
        assertThat(run.ended()).isEqualTo("endpoint-refused");
        assertThat(run.message()).contains(Integer.toString(status), "POST /people", "GET /job_categories");
        assertThat(flow.loxo().countOf("POST /people")).isLessThan(10);
        assertThat(flow.loxo().countOf("GET /job_categories"))
                .as("at the beginning, and for all refusals together")
                .isEqualTo(2);
        theNextRunDoesEverything();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedKeyStopsTheRunWithinAFewCallsAndMarksNobody(int status) {
        addCandidates();
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(status));

        RunRow run = flow.run();
        nobodyIsMarked(run);
        assertThat(run.ended()).isEqualTo("loxo-refused");
        assertThat(run.message()).contains("loxo.agency-slug", "loxo.api-key", "doctor");
        assertThat(flow.loxo().total()).isLessThan(10);
        theNextRunDoesEverything();
    }

    @Test
    void aKeyThatLoxoNeverKnewIsNotShownToAnybody() {
        addCandidates();
        flow.set("loxo.api-key", "some-secret-of-mine");
        RunRow run = flow.run();
        nobodyIsMarked(run);
        assertThat(run.message()).doesNotContain("some-secret-of-mine");
    }

    @Test
    void aServerThatEchoesTheKeyDoesNotGetItIntoAMessage() {
        addCandidates();
        String key = flow.sandbox().options().loxoKey();
        flow.sandbox()
                .loxoFaults()
                .on(request -> true)
                .then(Fault.answer(403, Map.of(), "{\"error\":\"Bearer " + key + " may not do this\"}"));
        RunRow run = flow.run();
        assertThat(run.message()).contains("may not do this").doesNotContain(key);
    }

    @Test
    void aRefusalThatNobodyCanExplainIsLeftToTheNextRun() {
        String candidate = flow.set("retry.max-attempts", "1").toggl().add(someone("ann@example.com"));
        flow.sandbox().loxoFaults().on("POST /people").then(Fault.status(403));
        flow.sandbox().loxoFaults().on("GET /job_categories").then(Fault.resetBefore());

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("refusal-unexplained");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aKeyThatTogglRefusesStopsTheRun(int status) {
        addCandidates();
        flow.sandbox().togglFaults().on("GET /candidates").then(Fault.status(status));

        RunRow run = flow.run();
        nobodyIsMarked(run);
        assertThat(run.ended()).isEqualTo("toggl-refused");
        assertThat(run.message()).contains("toggl.api-key");
        assertThat(flow.toggl().total()).isEqualTo(1);
        assertThat(flow.loxo().total()).isZero();
        theNextRunDoesEverything();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aCandidateWhoseDetailsTogglRefusesKeepsNobodyElseBack(int status) {
        addCandidates();
        String refused = flow.toggl().candidateIds().get(0);
        flow.sandbox().togglFaults().on("GET /candidates/" + refused).then(Fault.status(status));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", CANDIDATES - 1L, "failed", 1L));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(flow.known(refused).reason()).isEqualTo("forbidden");
        assertThat(flow.known(refused).message())
                .contains(Integer.toString(status), "GET /candidates/", "the key works", "toggl.details=never");
    }

    @Test
    void aKeyThatMayReadNobodysDetailsStopsTheRun() {
        addCandidates();
        flow.sandbox()
                .togglFaults()
                .on(request -> request.path().contains("/candidates/"))
                .then(Fault.status(403));

        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("toggl-refused");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.message()).contains("5 candidates in a row", "may list candidates", "toggl.details=never");
        assertThat(FlowFixture.counts(run)).as("it was nobody's own").isEmpty();
        assertThat(flow.sandbox().loxo().peopleCount()).isZero();
    }

    @Test
    void aKeyThatIsRevokedMeanwhileStopsTheRun() {
        addCandidates();
        flow.sandbox()
                .togglFaults()
                .on(request -> request.path().contains("/candidates/"))
                .then(Fault.status(401));
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.status(401));

        RunRow run = flow.run();
        nobodyIsMarked(run);
        assertThat(run.ended()).isEqualTo("toggl-refused");
        theNextRunDoesEverything();
    }

    @Test
    void whatWasListedBeforeTogglRefusedIsDelivered() {
        addCandidates();
        flow.set("toggl.page-size", "10");
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.status(401));
        RunRow run = flow.run();
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 10L));
    }
}
