package org.togglloxo.sync;

import org.apache.camel.Exchange;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeferralPolicy;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.IdempotencyCheck;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.sync.run.Runs;

/** What became of a candidate, from what the routes left in its message. */
final class CandidateReports {

    private final Runs runs;
    private final IdempotencyCheck idempotency;
    private final DeferralPolicy deferrals;

    CandidateReports(Runs runs, IdempotencyCheck idempotency, DeferralPolicy deferrals) {
        this.runs = runs;
        this.idempotency = idempotency;
        this.deferrals = deferrals;
    }

    int mostDeferredInARow() {
        return deferrals.maxInARow();
    }

    private static String leftOut(CandidateResult result) {
        return Reason.LEFT_OUT.is(result.reason())
                ? result.message()
                : "The candidate would now be %s (%s): left out"
                        .formatted(result.reached().map(Outcome::word).orElse("left as it is"), result.reason());
    }

    /** At the end of a candidate's way. */
    CandidateReport of(Exchange exchange, DeliveryAttempt attempt) {
        CandidateResult result = exchange.getVariable(Variables.OUTCOME, CandidateResult.class);
        Fail notPreviewed = exchange.getVariable(QueueRoutes.NOT_PREVIEWED, Fail.class);
        if (notPreviewed != null) {
            // whatever a route made of it
            result = CandidateResult.of(Outcome.FAILED, notPreviewed.why(), notPreviewed.message());
        }
        if (result == null) {
            result = CandidateResult.of(
                    Outcome.FAILED,
                    Reason.NO_OUTCOME,
                    "The routes ended without an outcome for this candidate. Check what was last changed in routes/");
        }
        if (attempt.guard().leavesOut(result)) {
            runs.scope().restriction().orElseThrow().leaveOut(attempt.known().togglId(), leftOut(result));
            result = CandidateResult.notReached();
        }
        CandidateRecord known = attempt.known();
        Delivery delivery = attempt.mapped();
        boolean deferred = result.outcome() == Outcome.DEFERRED;
        int attempts = deferred ? known.attempts() + 1 : 0;
        String attempted =
                delivery == null || result.outcome() == null ? null : idempotency.mark(delivery, result.outcome());
        CandidateUpdate entry = new CandidateUpdate(
                known,
                exchange.getVariable(Variables.LANE, "", String.class),
                CandidateUpdate.opening(DeliveryAttempt.candidate(exchange)),
                delivery,
                known.tags(),
                DeliveryAttempt.waits(exchange).text(),
                deferrals.apply(result, attempts),
                attempted,
                attempts,
                deferred ? deferrals.notBefore(attempts) : 0);
        return new CandidateReport(
                DeliveryAttempt.candidate(exchange),
                Reason.AGENCY_STOPPED.is(result.reason()) ? entry.endingAs(result) : entry,
                attempt.changes(),
                attempt.seen(),
                runs.planning() ? attempt.beganWith() : "",
                result.outcome() == Outcome.FAILED ? attempt.refusedBy() : null);
    }
}
