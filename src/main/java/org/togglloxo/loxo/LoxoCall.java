package org.togglloxo.loxo;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.Runs;

/** What comes before and after the HTTP producer in {@code direct:call-loxo}. */
final class LoxoCall {

    private final LoxoSettings settings;
    private final LoxoAnswers answers;
    private final Refusals refusals;
    private final Ledger ledger;
    private final Runs runs;

    LoxoCall(LoxoSettings settings, LoxoAnswers answers, Refusals refusals, Ledger ledger, Runs runs) {
        this.settings = settings;
        this.answers = answers;
        this.refusals = refusals;
        this.ledger = ledger;
        this.runs = runs;
    }

    /** Nothing that came from Toggl may travel on: all headers but the count of retries go, and the credentials are set for this call alone. */
    void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        LoxoRequest request = message.getBody(LoxoRequest.class);
        if (runs.planning() && !request.reads()) {
            throw new IllegalStateException("a plan writes nothing: " + request.label());
        }
        exchange.setVariable("request", request);
        exchange.setVariable("call", request.label());
        message.removeHeaders("*", LoxoRoutes.RETRIES);
        message.setHeader(Exchange.HTTP_URI, settings.url(request.path()));
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader("Authorization", "Bearer " + settings.apiKey());
        message.setHeader("Accept", "application/json");
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, request.encodedQuery());
        }
        if (request.reads() || request.removes()) {
            message.setBody(null);
        } else if (request.file() != null) {
            message.setBody(request.multipart());
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8");
            message.setBody(request.encodedForm());
        }
    }

    void read(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String body = message.getBody(String.class);
        message.removeHeaders("*", LoxoRoutes.RETRIES);
        LoxoRequest request = exchange.getVariable("request", LoxoRequest.class);
        message.setBody(answers.read(request, status, body));
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
