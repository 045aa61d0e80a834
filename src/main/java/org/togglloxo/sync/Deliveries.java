package org.togglloxo.sync;

import org.apache.camel.Exchange;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.route.Variables;

/** The step before anything is asked for or written: whether there is anything to do, and nobody else at work on it. */
public final class Deliveries {

    private final Standing standing;
    private final Claims claims;

    Deliveries(Standing standing, Claims claims) {
        this.standing = standing;
        this.claims = claims;
    }

    /**
     * Step {@code begin-delivery}: sets the outcome where the ledger has the answer. Else the addresses are claimed until
     * the outcome is recorded.
     *
     * @throws Defer when somebody else is at work on them for too long, or the candidate was forgotten
     */
    public void begin(Exchange exchange) throws InterruptedException {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        attempt.mapped(exchange.getVariable(Variables.DELIVERY, Delivery.class));
        Conclusion conclusion = compare(exchange, attempt);
        if (conclusion == null && claims.claimAddresses(exchange)) {
            conclusion = compare(exchange, attempt);
        }
        if (conclusion != null) {
            exchange.setVariable(Variables.OUTCOME, conclusion);
        }
    }

    private Conclusion compare(Exchange exchange, DeliveryAttempt attempt) {
        if (attempt.isTrial()) {
            return exchange.getVariable(DeliveryAttempt.TRIAL_DETAILS) == null ? Conclusion.notReached() : null;
        }
        return standing.compare(attempt.mapped(), attempt.known(), DeliveryAttempt.candidate(exchange));
    }
}
