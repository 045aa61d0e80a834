package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Finding;
import org.togglloxo.loxo.job.Jobs;
import org.togglloxo.loxo.reference.CustomFields;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.loxo.reference.SourceTypes;
import org.togglloxo.route.Names;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.run.Runs;

/**
 * For {@code doctor}: whether the agency has what the rules name. Made-up candidates go through router and mapping, and what
 * a run would remark is told beforehand.
 */
final class SetUpCheck {

    private final CamelContext context;
    private final CustomFields fields;
    private final SourceTypes sourceTypes;
    private final ReferenceData reference;
    private final Jobs jobs;
    private final Runs runs;

    SetUpCheck(
            CamelContext context,
            ReferenceData reference,
            CustomFields fields,
            SourceTypes sourceTypes,
            Jobs jobs,
            Runs runs) {
        this.context = context;
        this.reference = reference;
        this.fields = fields;
        this.sourceTypes = sourceTypes;
        this.jobs = jobs;
        this.runs = runs;
    }

    /** Remarks are kept by run: one has to be under way. */
    List<Finding> examine() {
        int before = runs.notes().remarks().size();
        sourceTypes.id();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (ObjectNode candidate :
                    List.of(candidate("possible-hire", 100), candidate("possible-hire", 0), candidate("rejected", 0))) {
                Exchange tried = template.send(
                        Names.in(context).endpoint("direct:route-candidate"), exchange -> prepare(exchange, candidate));
                Delivery delivery = tried.getVariable(Variables.DELIVERY, Delivery.class);
                if (delivery != null) {
                    Exchange detailed = template.send(Names.in(context).endpoint("direct:add-details"), exchange -> {
                        prepare(exchange, candidate);
                        exchange.setVariable("trial-details", candidate);
                        exchange.setVariable(Variables.DELIVERY, delivery);
                    });
                    fields.resolve(detailed.getVariable(Variables.DELIVERY, delivery, Delivery.class)
                            .fields());
                    template.send(Names.in(context).endpoint("direct:record-event"), exchange -> {
                        prepare(exchange, candidate);
                        exchange.setVariable(Variables.DETAILS, candidate);
                        exchange.setVariable(Variables.DELIVERY, delivery);
                    });
                }
            }
            // one stands for all: they share company, job type and salary
            jobs.toBeMade().stream()
                    .findFirst()
                    .ifPresent(opening -> template.send(
                            Names.in(context).endpoint("direct:create-job"),
                            exchange -> exchange.setVariable(Variables.DETAILS, applicantOf(opening))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Finding> findings = new ArrayList<>();
        runs.notes().remarks().stream()
                .skip(before)
                .forEach(remark -> findings.add(Finding.note(remark.code(), remark.message())));
        reference.answered().forEach(path -> findings.add(0, Finding.ok("Loxo GET " + path, "answers")));
        return findings;
    }

    private static void prepare(Exchange exchange, ObjectNode candidate) {
        exchange.getMessage().setBody(candidate);
        exchange.setVariable(Variables.CANDIDATE, candidate);
        exchange.setVariable(Variables.CANDIDATE_ID, candidate.path("id").asText());
        exchange.setVariable("trial", true);
    }

    private static ObjectNode applicantOf(JsonNode opening) {
        ObjectNode details = candidate("possible-hire", 100);
        details.set("opening", opening);
        return details.put("job_opening_id", opening.path("id").asText());
    }

    private static ObjectNode candidate(String hireState, int score) {
        ObjectNode candidate = JsonNodeFactory.instance.objectNode();
        candidate.put("id", "0").put("name", "Example").put("email", "example@example.com");
        candidate
                .put("hire_state", hireState)
                .put("score", score)
                .put("points", 1)
                .put("rating", 1);
        return candidate.put("finished_at", "2026-01-31T10:00:00");
    }
}
