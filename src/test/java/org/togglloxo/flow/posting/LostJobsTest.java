package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.sandbox.fault.Fault;

/** A job whose creation is refused, or not answered: it is made once, or not at all. */
@Order(2)
class LostJobsTest extends NewJobsCase {

    static List<Fault> lostAnswers() {
        return List.of(
                Fault.resetAfter(),
                Fault.dropAfter(),
                Fault.appliedThen(500),
                Fault.notJson(),
                Fault.breakOff(),
                Fault.resetBefore(),
                Fault.status(503),
                Fault.status(429));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aJobWhoseAnswerIsLostIsMadeOnce(Fault fault) {
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        flow.onceInLoxo(POST, fault);
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(2);
        assertThat(remark(run, "job-made")).contains(onlyJob().get("id").asText());
        assertThat(flow.sandbox().loxoFaults().played()).isEqualTo(1);
    }

    @Test
    void aJobWhoseAnswerIsLostIsLookedUpByTheNextProcess() {
        flow.set("retry.max-attempts", "0").toggl().add(hopeful(ANN));
        flow.onceInLoxo(POST, Fault.resetAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        flow.set("retry.max-attempts", "5");
        assertThat(FlowFixture.counts(flow.run())).containsKey("created");
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDiedBetweenIntentAndConfirmationLeavesTheRestToTheNext(boolean loxoHadTheCall) {
        OutboxEntry intent =
                OutboxEntry.first("opening:" + opening, OutboxEntry.JOB, TITLE.toLowerCase(Locale.ROOT), null);
        flow.ledger().outbox().intend(intent, DatabaseLock.ALONE);
        flow.endProcess();
        if (loxoHadTheCall) {
            flow.loxo().addJob(TITLE);
        }
        flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyJob();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(loxoHadTheCall ? 0 : 1);
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @Test
    void whileLoxoMayStillBeAtWorkOnALostJobItIsNotRepeated() {
        flow.set("loxo.index-lag", "3600000").set("retry.max-attempts", "0");
        OutboxEntry intent =
                OutboxEntry.first("opening:" + opening, OutboxEntry.JOB, TITLE.toLowerCase(Locale.ROOT), null);
        flow.ledger().outbox().intend(intent, DatabaseLock.ALONE);
        String candidate = flow.toggl().add(hopeful(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("posting-pending");
        assertThat(flow.known(candidate).message()).contains("POST /jobs", "loxo.index-lag");
        assertThat(flow.loxo().countOf(POST)).isZero();
    }

    static List<Fault> refusals() {
        return List.of(
                Fault.answer(422, Map.of(), "{\"errors\":[\"Invalid parameters: [:salary]\"]}"),
                Fault.savedNothing("job"),
                Fault.status(403));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedJobIsTriedOnceARunAndTheRunGoesOn(Fault refusal) {
        // so long that a refused one taken for a lost one would wait
        flow.set("jobs.look-again-minutes", "0").set("loxo.index-lag", "3600000");
        flow.sandbox().loxoFaults().on(POST).then(refusal);
        String first = flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(remark(run, "job-refused")).contains("Opening " + opening, "POST /jobs");
        assertThat(flow.known(first).waits()).isEqualTo("no-job");
        assertThat(flow.known(first).message()).contains("POST /jobs");

        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 2L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /job_types",
                "GET /compensation_types",
                "GET /companies",
                "GET /job_categories",
                "GET /countries",
                "GET /countries/{country_id}/states",
                "GET /countries/{country_id}/states/{state_id}/cities"
            })
    void whereAListIsRefusedNoJobIsMadeAndTheRunGoesOn(String list) {
        everythingIsNamed();
        String category = flow.toggl().addCategory("Engineering", opening);
        flow.sandbox().loxoFaults().on(list).then(Fault.status(403));
        String candidate = flow.toggl().add(hopeful(ANN).and(someone -> someone.put("category_id", category)));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        // this one is asked at the beginning, too, whether the key is good
        assertThat(flow.loxo().countOf(list)).isEqualTo(list.equals("GET /job_categories") ? 2 : 1);
        assertThat(remark(run, "reference-unreadable")).contains("(403)", "no job is made for an opening");
    }
}
