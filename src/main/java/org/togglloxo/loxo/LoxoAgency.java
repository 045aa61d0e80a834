package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.BoundAgency;
import org.togglloxo.route.Names;

/**
 * Which agency the settings lead to, and whether the key is good there. Its {@code agency_id} stands in Loxo's answers (see
 * reference), in which of them differs; the slug may be changed, and the host says nothing, since an agency has two.
 */
public final class LoxoAgency {

    private static final String AGENCY_ID = "agency_id";
    private static final LoxoRequest PROBE = LoxoRequest.get("/job_categories", List.of());
    private static final LoxoRequest JOB =
            LoxoRequest.get("/jobs", List.of(Map.entry("page", "1"), Map.entry("per_page", "1")));
    private static final LoxoRequest PERSON = LoxoRequest.get("/people", List.of(Map.entry("per_page", "1")));

    private final CamelContext context;
    private final LoxoSettings settings;
    private final LoxoDiagnosis diagnosis;

    LoxoAgency(CamelContext context, LoxoSettings settings, LoxoDiagnosis diagnosis) {
        this.context = context;
        this.settings = settings;
        this.diagnosis = diagnosis;
    }

    /** The slug that the settings say. */
    public String slug() {
        return settings.agencySlug();
    }

    /**
     * What can be learnt of the agency: a call, and where that does not tell, another one.
     *
     * @throws Stop when Loxo refuses the key or the slug
     */
    public BoundAgency learn() {
        BoundAgency fromJobs = ofJobs();
        if (fromJobs.hasId()) {
            return fromJobs;
        }
        BoundAgency fromPeople = told(answer(PERSON));
        return fromPeople.id().isPresent() ? fromPeople : fromJobs;
    }

    /** The same by one call, which asks for no person. */
    public BoundAgency ofJobs() {
        return told(answer(JOB));
    }

    /** Asks nothing but whether the key is good. */
    public void requireKey() {
        answer(PROBE);
    }

    private BoundAgency told(Optional<JsonNode> answer) {
        Optional<String> id = answer.filter(told -> !Reference.records(told).isEmpty())
                .map(told -> Optional.ofNullable(told.findValue(AGENCY_ID))
                        .filter(JsonNode::isValueNode)
                        .map(value -> value.asText("").strip())
                        .orElse(""));
        return new BoundAgency(settings.agencySlug(), id);
    }

    /** Asked once: where Loxo is in trouble the run will find out. */
    private Optional<JsonNode> answer(LoxoRequest request) {
        Exchange answer = call(request);
        if (answer.getException() == null) {
            return Optional.ofNullable(answer.getMessage().getBody(JsonNode.class));
        }
        if (answer.getException() instanceof Stop stop) {
            throw stop;
        }
        if (answer.getException() instanceof HttpOperationFailedException refusal) {
            int status = refusal.getStatusCode();
            if (status == 401 || status == 403) {
                requireAccepted(request, refusal);
            } else if (request == PROBE && (status < 400 || status == 404)) {
                throw elsewhere(status);
            } else if (request != PROBE && status < 500 && status != 429) {
                requireKey();
            }
        }
        return Optional.empty();
    }

    /** An endpoint that is closed to this key is no reason to stop here: what needs it says so. */
    private void requireAccepted(LoxoRequest request, HttpOperationFailedException refusal) {
        if (diagnosis.meaning(request, refusal) instanceof Stop stop
                && (request == PROBE || stop.reason().equals("loxo-refused"))) {
            throw stop;
        }
    }

    private static Stop elsewhere(int status) {
        return new Stop(
                ExitCode.SETTINGS,
                "loxo-elsewhere",
                "Loxo answered %d to %s, which every agency has: loxo.base-url or loxo.agency-slug leads elsewhere. Compare both with your Loxo address, then run doctor"
                        .formatted(status, PROBE.label()));
    }

    private Exchange call(LoxoRequest request) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.request(Names.in(context).endpoint("direct:call-loxo"), exchange -> exchange.getMessage()
                    .setBody(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
