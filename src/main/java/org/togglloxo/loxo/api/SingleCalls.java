package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.route.Names;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** Calls to Loxo that a command makes, without a run. Every error ends as a {@link Stop} with a message. */
public final class SingleCalls {

    private final Names names;
    private final LoxoDiagnosis diagnosis;
    private final LoxoSettings settings;

    public SingleCalls(Names names, LoxoDiagnosis diagnosis, LoxoSettings settings) {
        this.names = names;
        this.diagnosis = diagnosis;
        this.settings = settings;
    }

    /** What Loxo answers; null where it is nothing. */
    public JsonNode ask(LoxoRequest request) {
        return through("direct:ask-loxo", request).getMessage().getBody(JsonNode.class);
    }

    /** @param route makes calls for the body, and repeats them as the error handling says */
    public Exchange through(String route, Object body) {
        Exchange done = names.ask(route, exchange -> exchange.getMessage().setBody(body));
        if (done.getException() != null) {
            throw explained(done.getException(), DeliveryAttempt.lastCall(done));
        }
        return done;
    }

    private Stop explained(Exception error, String call) {
        if (error instanceof Stop stop) {
            return stop;
        }
        if (error instanceof LoxoRefusal refusal) {
            return explained(refusal);
        }
        if (error instanceof Failure failure) {
            return new Stop(ExitCode.UNEXPECTED, failure.why(), failure.message(), error);
        }
        return new Stop(
                Reason.NO_ANSWER,
                "Loxo did not answer %s after all retries (%s). Check loxo.base-url and the network, then run it again: what was done is not done twice"
                        .formatted(call == null ? "" : call, error.getMessage()),
                error);
    }

    private Stop explained(LoxoRefusal refusal) {
        int status = refusal.getStatusCode();
        String call = refusal.request().label();
        if (refusal.means(Meaning.REFUSED)) {
            Failure meaning = diagnosis.meaning(refusal);
            return meaning instanceof Stop stop
                    ? stop
                    : new Stop(ExitCode.UNEXPECTED, meaning.why(), meaning.message(), refusal);
        }
        if (refusal.mayPass()) {
            return new Stop(
                    refusal.means(Meaning.THROTTLED) ? Reason.THROTTLED : Reason.UNAVAILABLE,
                    "Loxo still answered %d to %s after all retries. Run it again later: what was done is not done twice"
                            .formatted(status, call),
                    refusal);
        }
        if (refusal.means(Meaning.ELSEWHERE)) {
            return new Stop(
                    Reason.LOXO_ELSEWHERE,
                    "Loxo answered %d to %s. Compare loxo.base-url ('%s') and loxo.agency-slug ('%s') with your Loxo address, then run doctor"
                            .formatted(status, call, settings.baseUrl(), settings.agencySlug()),
                    refusal);
        }
        return new Stop(
                ExitCode.SETTINGS,
                Reason.REFUSED,
                "Loxo answered %d to %s: %s".formatted(status, call, refusal.getResponseBody()),
                refusal);
    }
}
