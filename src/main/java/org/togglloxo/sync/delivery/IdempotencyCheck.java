package org.togglloxo.sync.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateRecord;

/** Whether the ledger already has the answer for a delivery, so that no call is needed. */
public final class IdempotencyCheck {

    private final String mode;
    private final Duration lookAgainAfter;
    private final Clock clock;
    private final Waiting waiting;

    /** @param lookAgainAfter somebody who was skipped may be in Loxo by then */
    public IdempotencyCheck(String mode, Duration lookAgainAfter, Waiting waiting, Clock clock) {
        this.mode = mode;
        this.lookAgainAfter = lookAgainAfter;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** What a candidate waits for who was delivered and is not yet put forward for a job. */
    public interface Waiting {

        /** Whether it is there now. */
        boolean isOver(CandidateRecord known, JsonNode candidate);
    }

    /** The mark by which a try is known again: a skipped one depends on the mode as well. */
    public String mark(Delivery delivery, Outcome outcome) {
        return outcome == Outcome.SKIPPED ? delivery.fingerprint() + ":" + mode : delivery.fingerprint();
    }

    /**
     * Compares.
     *
     * @return how it ends without a call, or null where there is something to do
     */
    CandidateResult compare(Delivery delivery, CandidateRecord known, JsonNode candidate) {
        if (known.outcome() == null || known.attempted() == null || known.createPending()) {
            return null;
        }
        String fingerprint = delivery.fingerprint();
        return switch (known.outcome()) {
            case CREATED, UPDATED, UNCHANGED ->
                fingerprint.equals(known.fingerprint())
                                && fingerprint.equals(known.attempted())
                                && !waiting.isOver(known, candidate)
                        ? CandidateResult.of(Outcome.UNCHANGED, known.loxoId()).fromLedger()
                        : null;
            case SKIPPED ->
                mark(delivery, Outcome.SKIPPED).equals(known.attempted())
                                && clock.millis() - known.updatedAt() < lookAgainAfter.toMillis()
                        ? again(known)
                        : null;
            case FAILED -> fingerprint.equals(known.attempted()) ? again(known) : null;
            case DEFERRED ->
                fingerprint.equals(known.attempted()) && clock.millis() < known.notBefore() ? again(known) : null;
        };
    }

    private static CandidateResult again(CandidateRecord known) {
        return CandidateResult.of(known.outcome(), known.reason(), known.message())
                .about(known.loxoId())
                .fromLedger();
    }
}
