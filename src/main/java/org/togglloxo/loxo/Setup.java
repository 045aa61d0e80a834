package org.togglloxo.loxo;

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
import org.togglloxo.route.Names;
import org.togglloxo.sync.Runs;

/**
 * For {@code doctor}: whether the agency has what the rules name. Made-up candidates go through router and mapping, and what
 * a run would remark is told beforehand.
 */
final class Setup {

    private final CamelContext context;
    private final CustomFields fields;
    private final SourceTypes sourceTypes;
    private final Runs runs;

    Setup(CamelContext context, CustomFields fields, SourceTypes sourceTypes, Runs runs) {
        this.context = context;
        this.fields = fields;
        this.sourceTypes = sourceTypes;
        this.runs = runs;
    }

    /** Remarks are kept by run: one has to be under way. */
    List<Finding> examine() {
        int before = runs.remarks().size();
        sourceTypes.id();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (ObjectNode candidate :
                    List.of(candidate("possible-hire", 100), candidate("possible-hire", 0), candidate("rejected", 0))) {
                Exchange tried = template.send(
                        Names.in(context).endpoint("direct:route-candidate"), exchange -> prepare(exchange, candidate));
                Delivery delivery = tried.getVariable("delivery", Delivery.class);
                if (delivery != null) {
                    fields.resolve(delivery.fields());
                    template.send(Names.in(context).endpoint("direct:record-event"), exchange -> {
                        prepare(exchange, candidate);
                        exchange.setVariable("details", candidate);
                        exchange.setVariable("delivery", delivery);
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Finding> findings = new ArrayList<>();
        runs.remarks().stream()
                .skip(before)
                .forEach(remark -> findings.add(Finding.note(remark.code(), remark.sentence())));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("what the rules name", "Loxo has every field, activity type and source type"));
        }
        return findings;
    }

    private static void prepare(Exchange exchange, ObjectNode candidate) {
        exchange.getMessage().setBody(candidate);
        exchange.setVariable("candidate", candidate);
        exchange.setVariable("candidate-id", candidate.path("id").asText());
        exchange.setVariable("trial", true);
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
