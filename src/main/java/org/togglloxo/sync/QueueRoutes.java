package org.togglloxo.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.CandidateResult;
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
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.DeliveryGate;
import org.togglloxo.sync.delivery.Outcomes;
import org.togglloxo.sync.queue.QueueMessage;
import org.togglloxo.sync.queue.QueueUri;
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
    private static final String ID = "take-candidates";
    private static final String EACH = "deliver-and-record";

    private final Runs runs;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final CandidateReports reports;
    private final DeliveryGate gate;
    private final AgencyStop stop;
    private final AgencyRoutes agencies;
    private Names names;

    QueueRoutes(
            Runs runs,
            Ledger ledger,
            Outcomes outcomes,
            CandidateReports reports,
            DeliveryGate gate,
            AgencyStop stop,
            AgencyRoutes agencies) {
        this.runs = runs;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.reports = reports;
        this.gate = gate;
        this.stop = stop;
        this.agencies = agencies;
    }

    @Override
    public void configure() {
        names = Names.in(getContext());
        // made now, so that a route that is missing is missed at the start
        List.of(ROUTE, AFTER).forEach(route -> getContext().getEndpoint(names.endpoint(route)));
        RouteDefinition route = from("{{sync.queue}}")
                .routeId(ID)
                .description("Takes candidates out of the queue and sees to it that each ends as one outcome")
                .errorHandler(noErrorHandler());
        if (new QueueUri(getContext().resolvePropertyPlaceholders(names.inText("{{sync.queue}}"))).isShared()) {
            takeFromShared(route);
        } else {
            route.process(this::take).id(EACH);
        }
    }

    /** As many at once as may wait together; acknowledged together, after the last outcome. */
    private void takeFromShared(RouteDefinition route) {
        SharedQueue shared = new SharedQueue(this, runs, ledger.scope().workspace());
        route.split(body())
                .parallelProcessing()
                .synchronous()
                .executorService(getContext().getExecutorServiceManager().newCachedThreadPool(this, ID))
                .id("each-candidate-taken")
                .process(shared::take)
                .id(EACH)
                .end()
                .process(shared::acknowledge)
                .id("acknowledge");
    }

    private void take(Exchange exchange) {
        if (runs.take(exchange)) {
            try (DeliveryGate.Place place = gate.enter()) {
                take(exchange, place);
            }
        }
    }

    /** The same out of a queue that several nodes share. */
    void take(Exchange exchange, QueueMessage message) {
        exchange.getMessage().setBody(message.candidate());
        if (runs.node().take(exchange, message.run(), message.togglId())) {
            try (DeliveryGate.Place place = gate.enter()) {
                take(exchange, place);
            }
        }
    }

    /** Somebody who cannot be delivered, for something that happened in the queue. */
    public void fail(Exchange exchange, String togglId, Reason reason, String message) {
        exchange.setVariable(Variables.OUTCOME, CandidateResult.of(Outcome.FAILED, reason, message));
        record(exchange, DeliveryAttempt.begin(exchange, ledger.lookUp(togglId), null), stop);
    }

    private void take(Exchange exchange, DeliveryGate.Place place) {
        Exchange last = exchange;
        AgencyStop stopping = stop;
        try {
            JsonNode candidate = exchange.getMessage().getMandatoryBody(JsonNode.class);
            if (!runs.stopping()) {
                String id = candidate.path("id").asText("");
                CandidateRecord known = ListedPage.known(exchange, id).orElseGet(() -> ledger.lookUp(id));
                last = deliver(candidate, known, place);
                Optional<String> elsewhere = DeliveryAttempt.of(last).elsewhere();
                if (elsewhere.isPresent() && !runs.stopping()) {
                    place.close();
                    QueueRoutes there = agencies.of(elsewhere.get());
                    stopping = there.stop;
                    last = there.deliver(candidate, known);
                }
            }
        } catch (InvalidPayloadException | RuntimeException | Error error) {
            last.setVariable(Variables.OUTCOME, outcomes.ofError(error, DeliveryAttempt.lastCall(last)));
        }
        complete(exchange, last, stopping);
    }

    /** For a candidate whose mapping led here from the routes of another agency. */
    private Exchange deliver(JsonNode candidate, CandidateRecord known) {
        try (DeliveryGate.Place place = gate.enter()) {
            Exchange last = deliver(candidate, known, place);
            DeliveryAttempt.of(last).elsewhere().ifPresent(agency -> {
                throw new Fail(
                        Reason.MAPPING,
                        "The mapping names the agency %s, and another one for the same candidate there. Fix routes/40-map-candidate.camel.yaml"
                                .formatted(ledger.scope().agency()));
            });
            return last;
        }
    }

    private Exchange deliver(JsonNode candidate, CandidateRecord known, DeliveryGate.Place place) {
        Exchange last = route(candidate, known, place);
        for (int again = 0; again < TIMES_ANEW && isOvertaken(last); again++) {
            last = anew(last, place);
        }
        return last;
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

    private void complete(Exchange taken, Exchange exchange, AgencyStop stopping) {
        try {
            if (exchange != taken) {
                CandidateUpdate entry = record(exchange, DeliveryAttempt.of(exchange), stopping);
                tell(exchange, entry);
            }
        } catch (RuntimeException | Error error) {
            // a candidate without an outcome must be one that was not reached
            runs.stopUnrecorded(error);
        } finally {
            runs.done(taken);
        }
    }

    private CandidateUpdate record(Exchange exchange, DeliveryAttempt attempt, AgencyStop stopping) {
        try (AddressLocks.Claim claim = attempt.claim()) {
            try {
                attempt.requireConfirmed();
            } catch (Failure unconfirmed) {
                exchange.setVariable(
                        Variables.OUTCOME, outcomes.ofError(unconfirmed, DeliveryAttempt.lastCall(exchange)));
            }
            CandidateReport report = reports.of(exchange, attempt);
            runs.recorder().record(report);
            stopping.whenDown(report.entry().result(), reports.mostDeferredInARow());
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
                    ledger.scope().shown(id),
                    outcome,
                    told.getExchangeExtension().getHistoryNodeId(),
                    outcomes.words(told.getException()));
            LOG.debug("after delivery", told.getException());
        }
    }
}
