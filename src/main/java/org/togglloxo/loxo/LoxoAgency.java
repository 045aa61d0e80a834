package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.BoundAgency;
import org.togglloxo.ledger.Ownership;
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
    private final Ownership ledger;
    private volatile boolean learning;

    LoxoAgency(CamelContext context, LoxoSettings settings, LoxoDiagnosis diagnosis, Ownership ledger) {
        this.context = context;
        this.settings = settings;
        this.diagnosis = diagnosis;
        this.ledger = ledger;
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
        return fromJobs.id().isPresent() ? fromJobs : told(answer(PERSON));
    }

    /** The same by one call, which asks for no person. */
    public BoundAgency ofJobs() {
        return told(answer(JOB));
    }

    /** Asks nothing but whether the key is good. */
    public void requireKey() {
        answer(PROBE);
    }

    /** The id is not known: the next answer that shows it will tell. */
    public void learnFromAnswers() {
        learning = true;
    }

    /** What another call has brought. */
    void seen(JsonNode answer) {
        if (learning) {
            id(answer).ifPresent(id -> {
                learning = false;
                ledger.learnId(settings.agencySlug(), id);
            });
        }
    }

    private BoundAgency told(Optional<JsonNode> answer) {
        return new BoundAgency(settings.agencySlug(), answer.flatMap(LoxoAgency::id));
    }

    /** Of the item, of the one in an envelope or of the first in a list; what an item holds may be about somebody else. */
    private static Optional<String> id(JsonNode answer) {
        return Stream.concat(
                        Stream.of(answer.isArray() ? answer.path(0) : answer),
                        answer.properties().stream()
                                .map(member -> member.getValue().isArray()
                                        ? member.getValue().path(0)
                                        : member.getValue()))
                .map(item -> item.path(AGENCY_ID))
                .filter(JsonNode::isValueNode)
                .map(value -> value.asText("").strip())
                .filter(id -> !id.isEmpty() && !id.equals("null"))
                .findFirst();
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
            requireOther(request, refusal);
        }
        return Optional.empty();
    }

    /** One endpoint may be closed to this key, and what needs it says so; others tell whether all are. */
    private void requireOther(LoxoRequest request, HttpOperationFailedException refusal) {
        int status = refusal.getStatusCode();
        boolean all = isAnswerForAll(status)
                && Stream.of(PROBE, JOB, PERSON)
                        .filter(other -> other != request)
                        .allMatch(other -> call(other).getException() instanceof HttpOperationFailedException second
                                && isAnswerForAll(second.getStatusCode()));
        if (!all) {
            return;
        }
        if (status != 401 && status != 403) {
            throw Diagnosis.elsewhere(status, request.label());
        }
        if (diagnosis.meaning(request, refusal) instanceof Stop stop) {
            throw stop;
        }
    }

    private static boolean isAnswerForAll(int status) {
        return status < 500 && status != 429;
    }

    private Exchange call(LoxoRequest request) {
        return Names.in(context)
                .ask("direct:call-loxo", exchange -> exchange.getMessage().setBody(request));
    }
}
