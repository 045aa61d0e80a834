package org.togglloxo.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Blocker;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.AddressLocks;
import org.togglloxo.sync.delivery.DeferralPolicy;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.DeliveryGate;
import org.togglloxo.sync.delivery.IdempotencyCheck;
import org.togglloxo.sync.delivery.Outcomes;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.sync.run.Runs;

/**
 * The workers' end of the queue. Whatever the routes behind it do, every candidate that comes out of the queue ends as
 * exactly one outcome.
 */
public final class QueueRoutes extends RouteBuilder {

    /** The variable that says why nobody can tell, without sending anything, what would become of a candidate. */
    public static final String NOT_PREVIEWED = Reason.NOT_PREVIEWED.code();

    private static final Logger LOG = LoggerFactory.getLogger(QueueRoutes.class);
    private static final String ROUTE = "direct:route-candidate";
    private static final String AFTER = "direct:after-delivery";
    private static final int TIMES_ANEW = 3;

    private final Runs runs;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final IdempotencyCheck idempotency;
    private final DeferralPolicy deferrals;
    private final DeliveryGate gate;
    private Names names;

    QueueRoutes(
            Runs runs,
            Ledger ledger,
            Outcomes outcomes,
            IdempotencyCheck idempotency,
            DeferralPolicy deferrals,
            DeliveryGate gate) {
        this.runs = runs;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.idempotency = idempotency;
        this.deferrals = deferrals;
        this.gate = gate;
    }

    @Override
    public void configure() {
        names = Names.in(getContext());
        // made now, so that a route that is missing is missed at the start
        List.of(ROUTE, AFTER).forEach(route -> getContext().getEndpoint(names.endpoint(route)));
        from("{{sync.queue}}")
                .routeId("take-candidates")
                .description("Takes candidates out of the queue and sees to it that each ends as one outcome")
                .errorHandler(noErrorHandler())
                .process(this::take)
                .id("deliver-and-record");
    }

    private void take(Exchange exchange) {
        if (runs.take(exchange)) {
            try (DeliveryGate.Place place = gate.enter()) {
                take(exchange, place);
            }
        }
    }

    private void take(Exchange exchange, DeliveryGate.Place place) {
        Exchange last = exchange;
        try {
            JsonNode candidate = exchange.getMessage().getMandatoryBody(JsonNode.class);
            if (!runs.stopping()) {
                String id = candidate.path("id").asText("");
                CandidateRecord known = ListedPage.known(exchange, id).orElseGet(() -> ledger.lookUp(id));
                last = route(candidate, known, place);
                for (int again = 0; again < TIMES_ANEW && isOvertaken(last); again++) {
                    last = anew(last, place);
                }
            }
        } catch (InvalidPayloadException | RuntimeException | Error error) {
            last.setVariable(Variables.OUTCOME, outcomes.ofError(error, DeliveryAttempt.lastCall(last)));
        }
        complete(exchange, last);
    }

    /** By the routes, in a message of its own. */
    private Exchange route(JsonNode candidate, CandidateRecord known, DeliveryGate.Place place) {
        Exchange routed = names.send(ROUTE, exchange -> {
            exchange.getMessage().setBody(candidate);
            exchange.setVariable(Variables.CANDIDATE, candidate);
            exchange.setVariable(Variables.CANDIDATE_ID, known.togglId());
            DeliveryAttempt.begin(exchange, known, place)
                    .restrictedTo(runs.scope().restriction());
        });
        Exception error = routed.getException();
        if (error != null) {
            routed.setVariable(Variables.OUTCOME, outcomes.ofError(error, DeliveryAttempt.lastCall(routed)));
        }
        return routed;
    }

    /** Whether somebody else, here or in Loxo, was faster. */
    private boolean isOvertaken(Exchange exchange) {
        CandidateResult result = exchange.getVariable(Variables.OUTCOME, CandidateResult.class);
        return result != null
                && (Reason.CLAIM_LOST.is(result.reason()) || Reason.CHANGED_MEANWHILE.is(result.reason()))
                && !runs.stopping();
    }

    /** The whole way once more, and nothing is taken over: what was learnt of the candidate does not hold any more. */
    private Exchange anew(Exchange lost, DeliveryGate.Place place) {
        DeliveryAttempt attempt = DeliveryAttempt.of(lost);
        attempt.claim().close();
        attempt.claim(null);
        place.again();
        return route(
                DeliveryAttempt.candidate(lost), ledger.lookUp(attempt.known().togglId()), place);
    }

    private void complete(Exchange taken, Exchange exchange) {
        try {
            if (exchange != taken) {
                tell(exchange, record(exchange, DeliveryAttempt.of(exchange)));
            }
        } catch (RuntimeException | Error error) {
            // a candidate without an outcome must be one that was not reached
            runs.stopUnrecorded(error);
        } finally {
            runs.done(taken);
        }
    }

    private CandidateUpdate record(Exchange exchange, DeliveryAttempt attempt) {
        try (AddressLocks.Claim claim = attempt.claim()) {
            try {
                attempt.requireConfirmed();
            } catch (Failure unconfirmed) {
                exchange.setVariable(
                        Variables.OUTCOME, outcomes.ofError(unconfirmed, DeliveryAttempt.lastCall(exchange)));
            }
            CandidateReport report = report(exchange, attempt);
            runs.recorder().record(report);
            runs.recorder().stopWhenDown(report.entry().result(), deferrals.maxInARow());
            return report.entry();
        }
    }

    /** Once, and whatever comes of it: the candidate is delivered. */
    private void tell(Exchange exchange, CandidateUpdate entry) {
        if (runs.planning() || !entry.result().isWritten()) {
            return;
        }
        String outcome = entry.result().outcome().word();
        String id = exchange.getVariable(Variables.CANDIDATE_ID, String.class);
        Exchange told = names.send(AFTER, after -> {
            after.getMessage().setBody(exchange.getVariable(Variables.CANDIDATE));
            after.setVariable(Variables.CANDIDATE, exchange.getVariable(Variables.CANDIDATE));
            after.setVariable(Variables.CANDIDATE_ID, id);
            after.setVariable(Variables.LANE, entry.lane());
            after.setVariable(Variables.OUTCOME, outcome);
            after.setVariable(Variables.LOXO_ID, entry.result().loxoId());
        });
        if (told.getException() != null) {
            LOG.warn(
                    "candidate {} is {}; after that step {} of 68-after-delivery failed ({}), and is not repeated",
                    id,
                    outcome,
                    told.getExchangeExtension().getHistoryNodeId(),
                    outcomes.words(told.getException()));
            LOG.debug("after delivery", told.getException());
        }
    }

    private static String leftOut(CandidateResult result) {
        return Reason.LEFT_OUT.is(result.reason())
                ? result.message()
                : "The candidate would now be %s (%s): left out"
                        .formatted(result.reached().map(Outcome::word).orElse("left as it is"), result.reason());
    }

    private CandidateReport report(Exchange exchange, DeliveryAttempt attempt) {
        CandidateResult result = exchange.getVariable(Variables.OUTCOME, CandidateResult.class);
        Fail notPreviewed = exchange.getVariable(NOT_PREVIEWED, Fail.class);
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
        Blocker waits = DeliveryAttempt.waits(exchange);
        CandidateUpdate entry = new CandidateUpdate(
                known,
                exchange.getVariable(Variables.LANE, "", String.class),
                CandidateUpdate.opening(DeliveryAttempt.candidate(exchange)),
                delivery,
                known.tags(),
                waits == null ? "" : waits.reason().code(),
                deferrals.apply(result, attempts),
                attempted,
                attempts,
                deferred ? deferrals.notBefore(attempts) : 0);
        return new CandidateReport(
                DeliveryAttempt.candidate(exchange),
                entry,
                attempt.changes(),
                attempt.seen(),
                runs.planning() ? attempt.beganWith() : "",
                attempt.refusedBy());
    }
}
