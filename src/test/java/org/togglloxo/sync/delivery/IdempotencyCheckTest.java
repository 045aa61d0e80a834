package org.togglloxo.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateRecord;

class IdempotencyCheckTest {

    private static final long NOW = 1_000_000;
    private static final Delivery DELIVERY = new Delivery(
            "1", "review", true, Map.of("name", "Ann"), List.of("a@x.org"), List.of("t"), Map.of(), "none");
    private static final JsonNode NOBODY = JsonNodeFactory.instance.objectNode();
    private static final String SAME = DELIVERY.fingerprint();

    private static final Duration LOOK_AGAIN = Duration.ofDays(7);

    private final IdempotencyCheck check = new IdempotencyCheck(
            "upsert", LOOK_AGAIN, (known, candidate) -> false, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    private static CandidateRecord known(
            Outcome outcome, String fingerprint, String attempted, long notBefore, Long intentAt, String person) {
        return new CandidateRecord(
                "1",
                person,
                true,
                "review",
                List.of("t"),
                fingerprint,
                attempted,
                outcome,
                "why",
                "because",
                1,
                notBefore,
                intentAt,
                NOW,
                "",
                "");
    }

    private CandidateResult compare(CandidateRecord known) {
        return check.compare(DELIVERY, known, NOBODY);
    }

    @Test
    void someoneNewIsDelivered() {
        assertThat(compare(CandidateRecord.nothingOf("1"))).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "UPDATED"})
    void whatWasDeliveredIsUnchanged(Outcome outcome) {
        assertThat(compare(known(outcome, SAME, SAME, 0, null, "7")))
                .extracting(CandidateResult::outcome, CandidateResult::loxoId)
                .containsExactly(Outcome.UNCHANGED, "7");
        assertThat(compare(known(outcome, "other", "other", 0, null, "7"))).isNull();
    }

    @Test
    void aTryThatFailedAfterASuccessIsNotTakenForIt() {
        assertThat(compare(known(Outcome.DEFERRED, SAME, "other", 0, null, "7")))
                .isNull();
        assertThat(compare(known(Outcome.UPDATED, SAME, "other", 0, null, "7"))).isNull();
    }

    @Test
    void whatFailedIsToldAgainUntilItChangesOrRetryAsks() {
        assertThat(compare(known(Outcome.FAILED, null, SAME, 0, null, null)))
                .extracting(CandidateResult::outcome, CandidateResult::reason, CandidateResult::message)
                .containsExactly(Outcome.FAILED, "why", "because");
        assertThat(compare(known(Outcome.FAILED, null, "other", 0, null, null))).isNull();
        assertThat(compare(known(Outcome.FAILED, null, null, 0, null, null))).isNull();
    }

    @Test
    void whatWasSkippedDependsOnTheModeToo() {
        String mark = check.mark(DELIVERY, Outcome.SKIPPED);
        assertThat(compare(known(Outcome.SKIPPED, null, mark, 0, null, null)).outcome())
                .isEqualTo(Outcome.SKIPPED);
        assertThat(new IdempotencyCheck("update-only", LOOK_AGAIN, (known, candidate) -> false, Clock.systemUTC())
                        .compare(DELIVERY, known(Outcome.SKIPPED, null, mark, 0, null, null), NOBODY))
                .isNull();
    }

    @Test
    void whatWasSkippedIsLookedUpAgainAfterSomeDays() {
        CandidateRecord skipped = known(Outcome.SKIPPED, null, check.mark(DELIVERY, Outcome.SKIPPED), 0, null, null);
        Instant then = Instant.ofEpochMilli(NOW).plus(LOOK_AGAIN);
        assertThat(new IdempotencyCheck(
                                "upsert",
                                LOOK_AGAIN,
                                (known, candidate) -> false,
                                Clock.fixed(then.minusMillis(1), ZoneOffset.UTC))
                        .compare(DELIVERY, skipped, NOBODY))
                .isNotNull();
        assertThat(new IdempotencyCheck(
                                "upsert", LOOK_AGAIN, (known, candidate) -> false, Clock.fixed(then, ZoneOffset.UTC))
                        .compare(DELIVERY, skipped, NOBODY))
                .isNull();
    }

    @Test
    void whatWasDeferredWaitsForItsTimeOnly() {
        assertThat(compare(known(Outcome.DEFERRED, null, SAME, NOW + 1, null, null))
                        .outcome())
                .isEqualTo(Outcome.DEFERRED);
        assertThat(compare(known(Outcome.DEFERRED, null, SAME, NOW, null, null)))
                .isNull();
        assertThat(compare(known(Outcome.DEFERRED, null, "other", NOW + 1, null, null)))
                .isNull();
    }

    @Test
    void aPendingCreateIsAlwaysLookedInto() {
        assertThat(compare(known(Outcome.FAILED, null, SAME, 0, 5L, null))).isNull();
    }

    @Test
    void theModeMarksASkippedOneAlone() {
        assertThat(check.mark(DELIVERY, Outcome.UPDATED)).isEqualTo(SAME);
        assertThat(check.mark(DELIVERY, Outcome.SKIPPED)).isEqualTo(SAME + ":upsert");
    }
}
