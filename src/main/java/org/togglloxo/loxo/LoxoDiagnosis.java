package org.togglloxo.loxo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;
import org.togglloxo.sync.Runs;

/** Finds out what a 401 or 403 of Loxo is about, with the probe that Loxo's help article names. */
public final class LoxoDiagnosis {

    private static final LoxoRequest PROBE = LoxoRequest.get("/job_categories", List.of());
    private static final Duration PROBE_HOLDS = Duration.ofSeconds(30);

    private final CamelContext context;
    private final LoxoSettings settings;
    private final Refusals refusals;
    private final Runs runs;
    private final Clock clock;
    private Diagnosis.Probe last;
    private long lastAt;

    LoxoDiagnosis(CamelContext context, LoxoSettings settings, Refusals refusals, Runs runs, Clock clock) {
        this.context = context;
        this.settings = settings;
        this.refusals = refusals;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Step {@code diagnose-refusal}: stops the run where everything, or a whole endpoint, is refused. One at a time, so
     * that many workers refused at once cost one probe.
     */
    public synchronized Conclusion explain(Exchange exchange, @ExchangeException HttpOperationFailedException refusal) {
        if (runs.stopping()) {
            return Conclusion.notReached();
        }
        LoxoRequest request = exchange.getVariable("request", LoxoRequest.class);
        Diagnosis.Probe probe = probe();
        int inARow = probe == Diagnosis.Probe.ANSWERED ? refusals.refused(request.endpoint()) : 0;
        Failure failure = Diagnosis.ofLoxo(
                request.label(),
                request.endpoint(),
                refusal.getStatusCode(),
                refusal.getResponseBody(),
                settings.agencySlug(),
                probe,
                inARow >= settings.maxRefusals());
        if (failure instanceof Stop stop) {
            refusals.clear();
            runs.stop(stop);
            return Conclusion.notReached();
        }
        if (probe == Diagnosis.Probe.ANSWERED) {
            exchange.setVariable("refused-by", request.endpoint());
        }
        Outcome outcome = probe == Diagnosis.Probe.ANSWERED ? Outcome.FAILED : Outcome.DEFERRED;
        return Conclusion.of(outcome, failure.reason(), failure.sentence())
                .after(request.label(), refusal.getResponseBody());
    }

    /** The same for a call that is no candidate's: nothing is stopped, and one refusal means the endpoint. */
    synchronized Failure meaning(LoxoRequest request, HttpOperationFailedException refusal) {
        return Diagnosis.ofLoxo(
                request.label(),
                request.endpoint(),
                refusal.getStatusCode(),
                refusal.getResponseBody(),
                settings.agencySlug(),
                probe(),
                true);
    }

    /** Asks {@code GET /job_categories} with the same slug and key. */
    private Diagnosis.Probe probe() {
        if (last == Diagnosis.Probe.ANSWERED && clock.millis() - lastAt < PROBE_HOLDS.toMillis()) {
            return last;
        }
        last = ask();
        lastAt = clock.millis();
        return last;
    }

    private Diagnosis.Probe ask() {
        Exception trouble = Names.in(context)
                .ask("direct:call-loxo", exchange -> exchange.getMessage().setBody(PROBE))
                .getException();
        if (trouble == null) {
            return Diagnosis.Probe.ANSWERED;
        }
        boolean refused = trouble instanceof HttpOperationFailedException http
                && (http.getStatusCode() == 401 || http.getStatusCode() == 403);
        return refused ? Diagnosis.Probe.REFUSED : Diagnosis.Probe.UNREACHABLE;
    }
}
