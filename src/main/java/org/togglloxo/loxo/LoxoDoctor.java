package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.job.Jobs;

/** Asks Loxo by every endpoint in use that can be asked without writing. */
public final class LoxoDoctor {

    private final LoxoClient client;
    private final LoxoSettings settings;
    private final SetUpCheck setup;
    private final Jobs jobs;

    LoxoDoctor(LoxoClient client, LoxoSettings settings, SetUpCheck setup, Jobs jobs) {
        this.client = client;
        this.settings = settings;
        this.setup = setup;
        this.jobs = jobs;
    }

    /** The probe first: without it nothing else tells anything. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        LoxoRequest probe = LoxoRequest.get("/job_categories", List.of());
        Finding probed = finding(probe, Diagnosis.Probe.REFUSED, answer -> {});
        findings.add(probed);
        if (probed.exitCode() != ExitCode.OK) {
            return findings;
        }
        AtomicReference<JsonNode> listed = new AtomicReference<>(MissingNode.getInstance());
        LoxoRequest people = LoxoRequest.get("/people", List.of(Map.entry("per_page", "1")));
        findings.add(finding(people, Diagnosis.Probe.ANSWERED, listed::set));
        new LoxoPerson(listed.get().path("people").path(0))
                .id()
                .map(id -> LoxoRequest.get("/people/" + id, List.of()))
                .ifPresent(read -> findings.add(finding(read, Diagnosis.Probe.ANSWERED, answer -> {})));
        findings.add(Finding.note(
                "Loxo " + String.join(", ", writes()),
                "not tried, since they write; plan shows what they would be sent"));
        findings.addAll(jobs.examine());
        findings.addAll(setup.examine());
        return findings;
    }

    private List<String> writes() {
        List<String> writes = new ArrayList<>(
                List.of("POST /people", "PUT /people/{id}", "POST /person_events", "POST /jobs/{id}/apply"));
        if (settings.createSourceType()) {
            writes.add("POST /source_types");
        }
        if (settings.jobs().create()) {
            writes.add("POST /jobs");
            if (settings.jobs().createCompany()) {
                writes.add("POST /companies");
            }
            if (!settings.jobs().companyUrl().isEmpty()) {
                writes.add("PUT /companies/{id}");
            }
        }
        return writes;
    }

    private Finding finding(LoxoRequest request, Diagnosis.Probe probe, Consumer<JsonNode> answered) {
        String what = "Loxo " + request.endpoint();
        try {
            answered.accept(client.call(request));
            return Finding.ok(what, "answers");
        } catch (Exception e) {
            return finding(what, e, probe);
        }
    }

    private Finding finding(String what, Exception error, Diagnosis.Probe probe) {
        if (error instanceof LoxoRefusal answer) {
            if (answer.means(Meaning.REFUSED)) {
                Stop stop = (Stop) answer.diagnosed(settings, probe, true);
                return Finding.fail(what, stop.exitCode(), stop.message());
            }
            return Finding.fail(
                    what,
                    ExitCode.UNEXPECTED,
                    "answers %d: %s. Check loxo.base-url ('%s') and loxo.agency-slug ('%s')"
                            .formatted(
                                    answer.getStatusCode(),
                                    answer.getResponseBody(),
                                    settings.baseUrl(),
                                    settings.agencySlug()));
        }
        if (error instanceof Failure failure) {
            return Finding.fail(what, ExitCode.UNEXPECTED, failure.message());
        }
        return Finding.fail(
                what,
                ExitCode.UNEXPECTED,
                "did not answer at %s (%s). Check loxo.base-url and the network"
                        .formatted(settings.baseUrl(), error.getMessage()));
    }
}
