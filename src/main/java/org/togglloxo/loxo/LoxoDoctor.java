package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Asks Loxo by every endpoint in use that can be asked without writing. */
public final class LoxoDoctor {

    private final CamelContext context;
    private final LoxoSettings settings;
    private final Setup setup;
    private final Jobs jobs;

    LoxoDoctor(CamelContext context, LoxoSettings settings, Setup setup, Jobs jobs) {
        this.context = context;
        this.settings = settings;
        this.setup = setup;
        this.jobs = jobs;
    }

    /** The probe first: without it nothing else tells anything. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            LoxoRequest probe = LoxoRequest.get("/job_categories", List.of());
            Exchange probed = ask(template, probe);
            findings.add(finding(probe, probed, Diagnosis.Probe.REFUSED));
            if (probed.getException() != null) {
                return findings;
            }
            LoxoRequest people = LoxoRequest.get("/people", List.of(Map.entry("per_page", "1")));
            Exchange listed = ask(template, people);
            findings.add(finding(people, listed, Diagnosis.Probe.ANSWERED));
            if (listed.getException() == null) {
                new LoxoPerson(listed.getMessage()
                                .getBody(JsonNode.class)
                                .path("people")
                                .path(0))
                        .id()
                        .ifPresent(id -> {
                            LoxoRequest read = LoxoRequest.get("/people/" + id, List.of());
                            findings.add(finding(read, ask(template, read), Diagnosis.Probe.ANSWERED));
                        });
            }
            findings.add(Finding.note(
                    "Loxo " + String.join(", ", writes()),
                    "not tried, since they write; plan shows what they would be sent"));
            findings.addAll(jobs.examine());
            findings.addAll(setup.examine());
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private Exchange ask(ProducerTemplate template, LoxoRequest request) {
        return template.request(Names.in(context).endpoint("direct:call-loxo"), exchange -> exchange.getMessage()
                .setBody(request));
    }

    private Finding finding(LoxoRequest request, Exchange answer, Diagnosis.Probe probe) {
        String what = "Loxo " + request.endpoint();
        Exception trouble = answer.getException();
        if (trouble == null) {
            return Finding.ok(what, "answers");
        }
        if (trouble instanceof HttpOperationFailedException http) {
            int status = http.getStatusCode();
            if (status == 401 || status == 403) {
                Stop stop = (Stop) Diagnosis.ofLoxo(
                        request.label(),
                        request.endpoint(),
                        status,
                        http.getResponseBody(),
                        settings.agencySlug(),
                        probe,
                        true);
                return Finding.fail(what, stop.exitCode(), stop.sentence());
            }
            return Finding.fail(
                    what,
                    ExitCode.UNEXPECTED,
                    "answers %d: %s. Check loxo.base-url ('%s') and loxo.agency-slug ('%s')"
                            .formatted(status, http.getResponseBody(), settings.baseUrl(), settings.agencySlug()));
        }
        if (trouble instanceof Failure failure) {
            return Finding.fail(what, ExitCode.UNEXPECTED, failure.sentence());
        }
        return Finding.fail(
                what,
                ExitCode.UNEXPECTED,
                "did not answer at %s (%s). Check loxo.base-url and the network"
                        .formatted(settings.baseUrl(), trouble.getMessage()));
    }
}
