package org.togglloxo.loxo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoDiagnosis;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.LoxoSettings;

/**
 * Which agency the settings lead to, and whether the key is good there. Its {@code agency_id} stands in Loxo's answers
 * (loxo-38), in which of them differs; the slug may be changed, and the host says nothing, since an agency has two.
 */
public final class LoxoAgency {

    private static final LoxoRequest PROBE = LoxoRequest.get("/job_categories", List.of());
    private static final LoxoRequest JOB =
            LoxoRequest.get("/jobs", List.of(Map.entry("page", "1"), Map.entry("per_page", "1")));
    private static final LoxoRequest PERSON = LoxoRequest.get("/people", List.of(Map.entry("per_page", "1")));

    private final LoxoClient client;
    private final LoxoSettings settings;
    private final LoxoDiagnosis diagnosis;
    private final AgencyIds ids;

    public LoxoAgency(LoxoClient client, LoxoSettings settings, LoxoDiagnosis diagnosis, AgencyIds ids) {
        this.client = client;
        this.settings = settings;
        this.diagnosis = diagnosis;
        this.ids = ids;
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
        ids.learn();
    }

    private BoundAgency told(Optional<JsonNode> answer) {
        return new BoundAgency(settings.agencySlug(), answer.flatMap(AgencyIds::id));
    }

    /** Asked once: where Loxo fails the run will find out. */
    private Optional<JsonNode> answer(LoxoRequest request) {
        try {
            return Optional.ofNullable(client.call(request));
        } catch (Stop stop) {
            throw stop;
        } catch (LoxoRefusal refusal) {
            stopWhereAllIsRefused(refusal);
        } catch (Exception e) {
            // the run will find out
        }
        return Optional.empty();
    }

    /**
     * One endpoint may be closed to this key, and what needs it says so; others tell whether all are.
     *
     * @throws Stop where they are
     */
    public void stopWhereAllIsRefused(LoxoRefusal refusal) {
        boolean all = !refusal.mayPass()
                && Stream.of(PROBE, JOB, PERSON)
                        .filter(other -> !other.equals(refusal.request()))
                        .allMatch(this::isRefused);
        if (!all) {
            return;
        }
        if (!refusal.means(Meaning.REFUSED)) {
            throw Diagnosis.elsewhere(refusal.getStatusCode(), refusal.request().label());
        }
        if (diagnosis.meaning(refusal) instanceof Stop stop) {
            throw stop;
        }
    }

    private boolean isRefused(LoxoRequest request) {
        try {
            client.call(request);
            return false;
        } catch (Exception e) {
            return e instanceof LoxoRefusal refusal && !refusal.mayPass();
        }
    }
}
