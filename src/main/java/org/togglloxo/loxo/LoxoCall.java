package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.Runs;

/** What comes before and after the HTTP producer in {@code direct:call-loxo}. */
final class LoxoCall {

    private final LoxoWire wire;
    private final AbortedCalls aborted;
    private final Refusals refusals;
    private final LoxoAgency agency;
    private final Ledger ledger;
    private final Runs runs;

    LoxoCall(
            LoxoSettings settings,
            LoxoAnswers answers,
            Refusals refusals,
            LoxoAgency agency,
            Ledger ledger,
            Runs runs) {
        this.wire = new LoxoWire(settings, answers);
        this.aborted = new AbortedCalls("Loxo", "loxo", settings.limits());
        this.refusals = refusals;
        this.agency = agency;
        this.ledger = ledger;
        this.runs = runs;
    }

    void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        LoxoRequest request = message.getBody(LoxoRequest.class);
        if (runs.planning() && !request.reads()) {
            throw new IllegalStateException("a plan writes nothing: " + request.label());
        }
        aborted.check(exchange, request.label());
        exchange.setVariable("request", request);
        exchange.setVariable("call", request.label());
        wire.write(message, request);
    }

    /** @throws org.togglloxo.failure.Failure that says what follows */
    void aborted(Exchange exchange) {
        LoxoRequest request = exchange.getVariable("request", LoxoRequest.class);
        throw aborted.noted(exchange, request.label(), request.label(), !request.reads());
    }

    void read(Exchange exchange) throws Exception {
        LoxoRequest request = exchange.getVariable("request", LoxoRequest.class);
        JsonNode answer = wire.read(exchange.getMessage(), request, exchange.getVariable("delivery", Delivery.class));
        exchange.getMessage().setBody(answer);
        if (answer != null) {
            agency.seen(answer);
        }
        if (refusals.accepted(request.endpoint())) {
            runs.accepted(request.endpoint());
        }
    }

    Known stillPending(Exchange exchange) {
        return ledger.stillPending(exchange.getVariable("known", Known.class));
    }

    Known retract(Exchange exchange) {
        return ledger.retract(exchange.getVariable("known", Known.class));
    }
}
