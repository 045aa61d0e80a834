package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.togglloxo.flow.Candidates.someone;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.togglloxo.http.ExpectedPace.Basis;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.http.RetryAfterHeader;
import org.togglloxo.sandbox.message.Call;
import org.togglloxo.sync.run.CallKind;

/** How many calls are to come, how long they take, and what of that outlives the process. */
@Timeout(180)
class ForecastTest extends FlowTest {

    private static final int PER_SECOND = 20;
    private static final Quota QUOTA = Quota.perSecond(PER_SECOND, 8, RetryAfterHeader.SECONDS);

    /** As Loxo and Toggl Hire have counted them. */
    private Map<CallKind, Long> counted() {
        Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
        flow.loxo().counts().forEach((operation, many) -> calls.merge(CallKind.toLoxo(operation), many, Long::sum));
        flow.toggl().counts().forEach((operation, many) -> calls.merge(CallKind.toToggl(operation), many, Long::sum));
        return calls;
    }

    private void forgetCalls() {
        flow.loxo().forgetCalls();
        flow.toggl().forgetCalls();
    }

    /** Of every kind, and a few more or less where there are hardly any. */
    private void assertForetold(Map<CallKind, Long> counted) {
        Map<CallKind, Long> foretold = flow.forecast().calls();
        for (CallKind kind : CallKind.values()) {
            long real = counted.getOrDefault(kind, 0L);
            assertThat((double) foretold.get(kind)).as("%s", kind).isCloseTo(real, within(Math.max(2, 0.2 * real)));
        }
    }

    @Test
    void aPlanForetellsTheCallsOfEachKindAndTheRunCountsThem() {
        flow.between(options -> options.candidates(120).knownPeople(12)).set("loxo.create-source-type", "true");
        flow.plan();
        forgetCalls();
        flow.run();
        assertForetold(counted());
        assertThat(flow.calls())
                .allSatisfy((kind, many) ->
                        assertThat(many).as("%s", kind).isEqualTo(counted().getOrDefault(kind, 0L)));

        flow.toggl().add(someone("new@example.com").contact("city", "Tartu"));
        flow.toggl().change(flow.toggl().candidateIds().get(0), candidate -> candidate.put("hire_state", "rejected"));
        flow.endProcess();
        flow.plan();
        forgetCalls();
        flow.run();
        assertForetold(counted());
    }

    @Test
    void jobsThatAreToBeMadeAreForetoldWithTheirCompany() {
        flow.between(options -> options.candidates(30))
                .set("jobs.create", "true")
                .set("jobs.create-company", "true")
                .set("jobs.company", "New Client")
                .set("jobs.job-type", "Full Time")
                .set("jobs.salary", "70,000");
        flow.loxo().jobs().forEach(job -> flow.loxo().removeJob(job.path("id").longValue()));
        flow.plan();
        forgetCalls();
        flow.run();
        assertThat(flow.loxo().countOf("POST /jobs")).isPositive();
        assertForetold(counted());
    }

    @Test
    void aRememberedPaceIsKeptFromTheFirstSecondAndTheRunTakesAsLongAsForetold() {
        flow.between(options -> options.candidates(0).loxoQuota(QUOTA));
        for (int i = 0; i < 60; i++) {
            flow.toggl().add(someone("someone" + i + "@example.com"));
        }
        long hourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        assertThat(paceAfter(agency(), PER_SECOND * 1_000, hourAgo)).isEqualTo(Basis.LEARNT);

        forgetCalls();
        RunRow run = flow.run();
        double seconds = (run.endedAt() - run.startedAt()) / 1000.0;
        assertThat(flow.forecast().seconds()).isCloseTo(seconds, within(0.2 * seconds));
        List<Call> accepted = flow.loxo().calls().stream()
                .filter(call -> call.status() != 429)
                .toList();
        Instant begin = accepted.get(0).at();
        assertThat(answered(accepted, begin, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(0.8 * PER_SECOND);
        assertThat(answered(accepted, begin, Duration.ofSeconds(10))).isGreaterThanOrEqualTo(0.85 * PER_SECOND * 10);
        assertThat(flow.ledger().marks().at(agency() + " at"))
                .as("the run has handed on what it knows")
                .isGreaterThan(hourAgo);
    }

    private String agency() {
        return "loxo %s %s"
                .formatted(
                        flow.sandbox().loxoBaseUrl(), flow.sandbox().options().agencySlug());
    }

    private static double answered(List<Call> calls, Instant begin, Duration time) {
        return calls.stream()
                .filter(call -> call.at().isBefore(begin.plus(time)))
                .count();
    }

    @Test
    void aPaceOfLongAgoOrOfAnotherAgencyIsNotUsed() {
        flow.between(options -> options.candidates(0));
        String agency = agency();
        long now = System.currentTimeMillis();
        assertThat(paceAfter(agency, 3_000, now - Duration.ofDays(3).toMillis()))
                .isEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency, 3_000, now - Duration.ofDays(31).toMillis()))
                .isNotEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency, 3_000, now + Duration.ofDays(3).toMillis()))
                .isNotEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency, -3_000, now)).isNotEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency, Long.MAX_VALUE, now)).isNotEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency, 0, now)).isNotEqualTo(Basis.LEARNT);
        assertThat(paceAfter(agency + "-other", 3_000, now)).isNotEqualTo(Basis.LEARNT);
    }

    private Basis paceAfter(String agency, long thousandths, long at) {
        flow.ledger().marks().set(Map.of(agency + " rate", thousandths, agency + " burst", 8L, agency + " at", at));
        flow.endProcess();
        flow.plan();
        return flow.forecast().loxo().basis();
    }
}
