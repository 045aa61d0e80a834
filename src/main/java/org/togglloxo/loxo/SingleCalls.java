package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Calls to Loxo that a command makes, without a run. Every trouble ends as a {@link Stop} with a sentence. */
final class SingleCalls {

    private final CamelContext context;
    private final LoxoDiagnosis diagnosis;
    private final LoxoSettings settings;

    SingleCalls(CamelContext context, LoxoDiagnosis diagnosis, LoxoSettings settings) {
        this.context = context;
        this.diagnosis = diagnosis;
        this.settings = settings;
    }

    /** What Loxo answers; null where it is nothing. */
    JsonNode ask(LoxoRequest request) {
        return through("direct:ask-loxo", exchange -> exchange.getMessage().setBody(request))
                .getMessage()
                .getBody(JsonNode.class);
    }

    Exchange through(String route, Consumer<Exchange> prepare) {
        Exchange done = Names.in(context).ask(route, prepare::accept);
        if (done.getException() != null) {
            throw explained(done.getException(), done.getVariable("request", LoxoRequest.class));
        }
        return done;
    }

    private Stop explained(Exception trouble, LoxoRequest request) {
        if (trouble instanceof Stop stop) {
            return stop;
        }
        if (trouble instanceof HttpOperationFailedException refusal) {
            return explained(refusal, request);
        }
        if (trouble instanceof Failure failure) {
            return new Stop(ExitCode.UNEXPECTED, failure.reason(), failure.sentence(), trouble);
        }
        return new Stop(
                ExitCode.UNEXPECTED,
                "no-answer",
                "Loxo did not answer %s after all retries (%s). Check loxo.base-url and the network, then run it again: what was done is not done twice"
                        .formatted(request == null ? "" : request.label(), trouble.getMessage()),
                trouble);
    }

    private Stop explained(HttpOperationFailedException refusal, LoxoRequest request) {
        int status = refusal.getStatusCode();
        if (status == 401 || status == 403) {
            Failure meaning = diagnosis.meaning(request, refusal);
            return meaning instanceof Stop stop
                    ? stop
                    : new Stop(ExitCode.UNEXPECTED, meaning.reason(), meaning.sentence(), refusal);
        }
        if (status == 429 || status >= 500) {
            return new Stop(
                    ExitCode.UNEXPECTED,
                    status == 429 ? "throttled" : "unavailable",
                    "Loxo still answered %d to %s after all retries. Run it again later: what was done is not done twice"
                            .formatted(status, request.label()),
                    refusal);
        }
        if (status < 400 || status == 404) {
            return new Stop(
                    ExitCode.SETTINGS,
                    "loxo-elsewhere",
                    "Loxo answered %d to %s. Compare loxo.base-url ('%s') and loxo.agency-slug ('%s') with your Loxo address, then run doctor"
                            .formatted(status, request.label(), settings.baseUrl(), settings.agencySlug()),
                    refusal);
        }
        return new Stop(
                ExitCode.SETTINGS,
                "refused",
                "Loxo answered %d to %s: %s".formatted(status, request.label(), refusal.getResponseBody()),
                refusal);
    }
}
