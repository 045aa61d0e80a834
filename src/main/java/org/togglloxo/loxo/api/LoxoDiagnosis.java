package org.togglloxo.loxo.api;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.Scope;
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** Finds out what a 401 or 403 of Loxo is about. */
public final class LoxoDiagnosis {

    private final LoxoProbe probe;
    private final LoxoSettings settings;
    private final Refusals refusals;
    private final AgencyStop stops;
    private final String agency;

    public LoxoDiagnosis(
            LoxoClient client, LoxoSettings settings, Refusals refusals, AgencyStop stops, Clock clock, String agency) {
        this.probe = new LoxoProbe(client, clock);
        this.settings = settings;
        this.refusals = refusals;
        this.stops = stops;
        this.agency = agency;
    }

    /**
     * Step {@code diagnose-refusal}: stops the run, or the agency, where everything, or a whole endpoint, is refused. One at a time, so
     * that many workers refused at once cost one probe.
     */
    public synchronized CandidateResult explain(Exchange exchange, @ExchangeException LoxoRefusal refusal) {
        Optional<CandidateResult> stopped = stops.stopped();
        if (stopped.isPresent()) {
            return stopped.get();
        }
        LoxoRequest request = refusal.request();
        Diagnosis.Probe answer = probe.ask();
        int inARow = answer == Diagnosis.Probe.ANSWERED ? refusals.refused(request.endpoint()) : 0;
        Failure failure = refusal.diagnosed(settings, answer, inARow >= settings.maxRefusals());
        if (failure instanceof Stop stop) {
            refusals.clear();
            return stops.stop(stop);
        }
        if (answer == Diagnosis.Probe.ANSWERED) {
            DeliveryAttempt.of(exchange).refusedBy(stops.named(request.endpoint()));
        }
        Outcome outcome = answer == Diagnosis.Probe.ANSWERED ? Outcome.FAILED : Outcome.DEFERRED;
        return CandidateResult.of(outcome, failure.why(), new Scope("", agency).named(failure.message()))
                .after(request.label(), refusal.getResponseBody());
    }

    /** The same for a call that is no candidate's: nothing is stopped, and one refusal means the endpoint. */
    public synchronized Failure meaning(LoxoRefusal refusal) {
        return refusal.diagnosed(settings, probe.ask(), true);
    }
}
