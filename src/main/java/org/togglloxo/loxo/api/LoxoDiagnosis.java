package org.togglloxo.loxo.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.settings.Scope;
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** Finds out what a 401 or 403 of Loxo is about, with the probe that Loxo names (loxo-3). */
public final class LoxoDiagnosis {

    private static final LoxoRequest PROBE = LoxoRequest.get("/job_categories", List.of());
    private static final Duration PROBE_HOLDS = Duration.ofSeconds(5);

    private final LoxoClient client;
    private final LoxoSettings settings;
    private final Refusals refusals;
    private final AgencyStop stops;
    private final Clock clock;
    private final String agency;
    private Diagnosis.Probe last;
    private long lastAt;

    public LoxoDiagnosis(
            LoxoClient client, LoxoSettings settings, Refusals refusals, AgencyStop stops, Clock clock, String agency) {
        this.client = client;
        this.settings = settings;
        this.refusals = refusals;
        this.stops = stops;
        this.clock = clock;
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
        Diagnosis.Probe probe = probe();
        int inARow = probe == Diagnosis.Probe.ANSWERED ? refusals.refused(request.endpoint()) : 0;
        Failure failure = refusal.diagnosed(settings, probe, inARow >= settings.maxRefusals());
        if (failure instanceof Stop stop) {
            refusals.clear();
            return stops.stop(stop);
        }
        if (probe == Diagnosis.Probe.ANSWERED) {
            DeliveryAttempt.of(exchange).refusedBy(stops.named(request.endpoint()));
        }
        Outcome outcome = probe == Diagnosis.Probe.ANSWERED ? Outcome.FAILED : Outcome.DEFERRED;
        return CandidateResult.of(outcome, failure.why(), new Scope("", agency).named(failure.message()))
                .after(request.label(), refusal.getResponseBody());
    }

    /** The same for a call that is no candidate's: nothing is stopped, and one refusal means the endpoint. */
    public synchronized Failure meaning(LoxoRefusal refusal) {
        return refusal.diagnosed(settings, probe(), true);
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
        try {
            client.call(PROBE);
            return Diagnosis.Probe.ANSWERED;
        } catch (Exception e) {
            return StatusException.means(e, Meaning.REFUSED) ? Diagnosis.Probe.REFUSED : Diagnosis.Probe.UNREACHABLE;
        }
    }
}
