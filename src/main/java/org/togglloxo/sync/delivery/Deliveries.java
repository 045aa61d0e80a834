package org.togglloxo.sync.delivery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.route.Variables;

/** The step before anything is asked for or written: whether there is anything to do, and nobody else at work on it. */
public final class Deliveries {

    private final IdempotencyCheck idempotency;
    private final Claims claims;

    public Deliveries(IdempotencyCheck idempotency, Claims claims) {
        this.idempotency = idempotency;
        this.claims = claims;
    }

    /**
     * Step {@code begin-delivery}: sets the outcome where the ledger has the answer. Else whoever is not known is looked up
     * together with others, and the addresses are claimed until the outcome is recorded.
     *
     * @throws Defer when somebody else is at work on them for too long, or the candidate was forgotten
     */
    public void begin(Exchange exchange) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        attempt.mapped(exchange.getVariable(Variables.DELIVERY, Delivery.class));
        attempt.guard().requireCandidate(attempt.mapped().fingerprint());
        CandidateResult result = compare(exchange, attempt);
        if (result == null && !attempt.isTrial() && !passes(exchange, attempt)) {
            result = CandidateResult.notReached();
        }
        if (result == null && claims.claimAddresses(exchange)) {
            result = compare(exchange, attempt);
        }
        if (result != null) {
            exchange.setVariable(Variables.OUTCOME, result);
        }
    }

    /** False where the run stops first. */
    private static boolean passes(Exchange exchange, DeliveryAttempt attempt) throws Exception {
        CandidateRecord known = attempt.known();
        // of a create whose answer was lost more is asked than who holds an address
        boolean lookedUp = known.loxoId() == null && !known.createPending();
        Set<String> addresses = lookedUp ? new LinkedHashSet<>(attempt.mapped().emails()) : Set.of();
        boolean passes = attempt.place().isEmpty() || attempt.place().get().pass(addresses, exchange);
        RedeliveryCounter.over(exchange);
        return passes;
    }

    private CandidateResult compare(Exchange exchange, DeliveryAttempt attempt) {
        if (attempt.isTrial()) {
            return exchange.getVariable(DeliveryAttempt.TRIAL_DETAILS) == null ? CandidateResult.notReached() : null;
        }
        return idempotency.compare(attempt.mapped(), attempt.known(), DeliveryAttempt.candidate(exchange));
    }
}
