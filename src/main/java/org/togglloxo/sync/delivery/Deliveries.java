package org.togglloxo.sync.delivery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Variables;

/** The step before anything is asked for or written: whether there is anything to do, and nobody else at work on it. */
public final class Deliveries {

    private final IdempotencyCheck idempotency;
    private final Claims claims;
    private final Ledger ledger;
    private final Agencies agencies;
    private final AgencyStop agency;

    public Deliveries(
            IdempotencyCheck idempotency, Claims claims, Ledger ledger, Agencies agencies, AgencyStop agency) {
        this.idempotency = idempotency;
        this.claims = claims;
        this.ledger = ledger;
        this.agencies = agencies;
        this.agency = agency;
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
        attempt.guard().requireCandidate(attempt.mapped());
        if (!isHere(attempt)) {
            exchange.setVariable(Variables.OUTCOME, CandidateResult.notReached());
            return;
        }
        CandidateResult result = compare(exchange, attempt);
        if (result == null && !attempt.isTrial() && !passes(exchange, attempt)) {
            result = agency.stopped().orElse(CandidateResult.notReached());
        }
        if (result == null) {
            move(attempt);
            result = claims.claimAddresses(exchange) ? compare(exchange, attempt) : null;
        }
        if (result != null) {
            exchange.setVariable(Variables.OUTCOME, result);
        }
    }

    /** False where the mapping leads to another agency: the candidate is handed over to its routes. */
    private boolean isHere(DeliveryAttempt attempt) {
        String agency = attempt.mapped().agency();
        if (!agency.isEmpty() && !agencies.all().contains(agency)) {
            throw new Fail(
                    Reason.MAPPING,
                    "The mapping gives agency '%s', and %s. Fix routes/40-map-candidate.camel.yaml"
                            .formatted(
                                    agency,
                                    agencies.all().isEmpty()
                                            ? "loxo.agencies is empty"
                                            : "loxo.agencies has " + String.join(", ", agencies.all())),
                    "agency");
        }
        if (attempt.isTrial()) {
            return true;
        }
        String wanted = agency.isEmpty() ? agencies.usual() : agency;
        boolean here = wanted.equals(agencies.own());
        if (here) {
            attempt.known(ledger.creates().here(attempt.known()));
        } else {
            attempt.handOver(wanted);
        }
        return here;
    }

    /** As late as now: where this agency is not delivered into, nothing that is known of another one is given up for it. */
    private void move(DeliveryAttempt attempt) {
        if (!attempt.isTrial()) {
            ledger.creates().movedHere(attempt.begunAs());
        }
    }

    /** False where the run, or the agency, stops first. */
    private boolean passes(Exchange exchange, DeliveryAttempt attempt) throws Exception {
        if (agency.stopped().isPresent()) {
            return false;
        }
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
