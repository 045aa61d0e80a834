package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.ProducerTemplate;
import org.togglloxo.candidate.Conclusion;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.Runs;
import org.togglloxo.togglhire.TogglCandidates;

/**
 * The files of a flow, tried in a context of their own: nothing comes in, nothing goes out, and no ledger is needed. It has
 * started when it is there: parsed, every reference found, every endpoint made.
 */
public final class Rehearsal implements AutoCloseable {

    /** Set to what {@code 45-add-details} is to be given in the place of Toggl Hire's answer. */
    public static final String DETAILS = "trial-details";

    /** Reasons that are about the rules, whoever the candidate is. */
    private static final Set<String> ABOUT_RULES = Set.of("mapping", "unexpected", "no-outcome");

    private final Flow flow;
    private final ProducerTemplate template;

    private Rehearsal(Flow flow) {
        this.flow = flow;
        this.template = flow.context().createProducerTemplate();
    }

    /**
     * Tries the files of a folder.
     *
     * @throws FlowException when they cannot be used
     */
    public static Rehearsal of(FlowSettings settings, Path folder, Clock clock) {
        return of(settings, FlowFiles.read(folder), clock);
    }

    static Rehearsal of(FlowSettings settings, FlowFiles files, Clock clock) {
        Runs runs = Runs.none(clock);
        // what a step has to say of a run needs one
        runs.beginAlone();
        Surroundings with =
                Surroundings.of(settings, Ledger.none(clock), runs, clock).receivingNothing(settings);
        try {
            return new Rehearsal(Flow.start(settings, files, Flow.Use.TRIAL, with));
        } catch (RuntimeException e) {
            with.server().close();
            throw e;
        }
    }

    /** How many routes there are, and where the YAML ones came from. */
    public String describeRoutes() {
        return flow.describeRoutes();
    }

    Flow flow() {
        return flow;
    }

    /**
     * Sends made-up candidates through router and mapping.
     *
     * @throws FlowException when one of them fails for a reason that is about the rules
     */
    public void probe() {
        for (ObjectNode candidate : Probes.of(flow.context())) {
            Tried tried = attempt(candidate, candidate);
            if (tried.trouble() != null && tried.wouldSend().isEmpty() && !tried.isNotPreviewed()) {
                String who = "hire_state %s, score %s".formatted(candidate.get("hire_state"), candidate.get("score"));
                RouteTrouble trouble = tried.trouble();
                throw new FlowException(
                        new RouteTrouble(
                                trouble.file(),
                                trouble.line(),
                                "a made-up candidate (%s) fails: %s".formatted(who, trouble.cause())),
                        null);
            }
        }
    }

    /** The whole candidate from Toggl Hire, which is asked for it; none where it answers 404. */
    public Optional<JsonNode> ask(String togglId) {
        return flow.bean("togglCandidates", TogglCandidates.class).find(togglId);
    }

    /**
     * What the rules make of a candidate.
     *
     * @param details the whole candidate as {@code 45-add-details} would get it
     */
    public Tried attempt(JsonNode candidate, JsonNode details) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("candidate", candidate);
        variables.put("candidate-id", candidate.path("id").asText(""));
        variables.put(DryRun.TRIAL, true);
        variables.put(DETAILS, details);
        Exchange routed = send("direct:route-candidate", candidate, variables);
        Exchange last = routed;
        JsonNode event = null;
        Delivery delivery = routed.getVariable("delivery", Delivery.class);
        if (trouble(routed) == null && delivery != null) {
            variables.put("delivery", delivery);
            last = send("direct:add-details", candidate, variables);
            delivery = last.getVariable("delivery", Delivery.class);
            if (last.getException() == null) {
                variables.put("details", last.getVariable("details", details, JsonNode.class));
                variables.put("delivery", delivery);
                last = send("direct:record-event", candidate, variables);
                event = last.getException() == null ? last.getMessage().getBody(JsonNode.class) : null;
            }
            if (last.getException() == null) {
                variables.put("lane", routed.getVariable("lane"));
                variables.put("outcome", "created");
                variables.put("loxo-id", "0");
                last = send("direct:after-delivery", candidate, variables);
            }
        }
        return new Tried(
                candidate.path("id").asText(""),
                routed.getVariable("lane", "", String.class),
                delivery,
                event,
                conclusion(routed),
                flow.dryRun().take(candidate.path("id").asText("")),
                last == routed || trouble(routed) != null ? trouble(routed) : exception(last));
    }

    /** What router and mapping make of a candidate of the list; no delivery where nothing would be delivered, or nobody can tell. */
    Mapped mapped(JsonNode candidate) {
        String id = candidate.path("id").asText("");
        Exchange routed = send(
                "direct:route-candidate",
                candidate,
                Map.of("candidate", candidate, "candidate-id", id, DryRun.TRIAL, true));
        flow.dryRun().take(id);
        boolean told = routed.getException() == null
                && conclusion(routed) == null
                && routed.getVariable(QueueRoutes.NOT_PREVIEWED) == null;
        return new Mapped(
                routed.getVariable("lane", "", String.class),
                Optional.ofNullable(routed.getVariable("mapped", Delivery.class))
                        .filter(mapped -> told));
    }

    /** The lane of a candidate, and what the mapping made of it. */
    record Mapped(String lane, Optional<Delivery> delivery) {}

    private Exchange send(String endpoint, JsonNode body, Map<String, Object> variables) {
        return template.send(endpoint, exchange -> {
            exchange.getMessage().setBody(body);
            variables.forEach(exchange::setVariable);
        });
    }

    /** Null where it would be delivered. */
    private static Conclusion conclusion(Exchange routed) {
        Conclusion conclusion = routed.getVariable("outcome", Conclusion.class);
        return conclusion == null || conclusion.outcome() == null ? null : conclusion;
    }

    private RouteTrouble trouble(Exchange routed) {
        if (routed.getException() != null) {
            return exception(routed);
        }
        if (routed.getVariable("outcome") == null) {
            return place(routed).trouble("the routes end without an outcome");
        }
        Conclusion conclusion = conclusion(routed);
        boolean aboutRules = conclusion != null
                && conclusion.outcome() == Outcome.FAILED
                && ABOUT_RULES.contains(conclusion.reason());
        if (!aboutRules) {
            return null;
        }
        Throwable caught = routed.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        return place(routed).trouble(caught == null ? conclusion.sentence() : Explained.cause(caught));
    }

    private RouteTrouble exception(Exchange tried) {
        return tried.getException() == null ? null : place(tried).trouble(Explained.cause(tried.getException()));
    }

    private static Place place(Exchange tried) {
        NamedNode step = tried.getVariable(DryRun.STEP, NamedNode.class);
        return Place.of(step).orElse(Place.UNKNOWN);
    }

    @Override
    public void close() {
        try {
            template.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            flow.close();
        }
    }
}
