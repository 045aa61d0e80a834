package org.togglloxo.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Failure;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.check.ExpressionCheck;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.check.UnknownMemberCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.loxo.mapping.MappedDelivery;
import org.togglloxo.loxo.mapping.MappingSchema;
import org.togglloxo.loxo.posting.Events;
import org.togglloxo.route.Lanes;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglCandidates;

/**
 * The files of a flow, tried in a context of their own: nothing comes in, nothing goes out, and no ledger is needed. It has
 * started when it is there: parsed, every reference found, every endpoint made.
 */
public final class DryRun implements AutoCloseable {

    /** Set to what {@code 45-add-details} is to be given in the place of Toggl Hire's answer. */
    public static final String DETAILS = DeliveryAttempt.TRIAL_DETAILS;

    private final Flow flow;
    private final ProducerTemplate template;
    private final DryRunErrors errors;
    private final Set<InterceptedSend> wouldSend = new LinkedHashSet<>();

    private DryRun(Flow flow) {
        this.flow = flow;
        this.errors = new DryRunErrors(flow.watch());
        this.template = flow.context().createProducerTemplate();
    }

    /**
     * Tries the files of a folder.
     *
     * @throws FlowException when they cannot be used
     */
    public static DryRun of(FlowSettings settings, Path folder, Clock clock) {
        return of(settings, FlowFiles.read(folder), clock);
    }

    public static DryRun of(FlowSettings settings, FlowFiles files, Clock clock) {
        Runs runs = Runs.none(clock);
        // what a step has to say of a run needs one
        runs.beginAlone();
        FlowContext with =
                FlowContext.of(settings, Ledger.none(clock), runs, clock).receivingNothing(settings);
        try {
            return new DryRun(Flow.start(settings, files, FlowUse.TRIAL, with));
        } catch (RuntimeException e) {
            with.server().close();
            throw e;
        }
    }

    /** How many routes there are, and where the YAML ones came from. */
    public String describeRoutes() {
        return flow.describeRoutes();
    }

    public Flow flow() {
        return flow;
    }

    /**
     * Sends made-up candidates through router and mapping.
     *
     * @return what looks like a mistake, and may be meant
     * @throws FlowException when one of them fails for a reason that is about the rules, or a rule can never do what it says
     */
    public List<RouteError> probe() {
        ExpressionCheck expressions =
                new ExpressionCheck(flow.files(), flow.checks().all());
        expressions.error().ifPresent(DryRun::refuse);
        UnknownMemberCheck watch = flow.watch();
        try {
            probeCandidates(watch);
            probeJob(watch);
        } finally {
            watch.stop();
        }
        watch.error().ifPresent(DryRun::refuse);
        return Stream.of(expressions.warnings(), watch.warnings(), flow.checks().warningsOfEarlierVersions())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What the probes would have sent elsewhere. */
    List<InterceptedSend> wouldSend() {
        return List.copyOf(wouldSend);
    }

    private static void refuse(RouteError error) {
        throw new FlowException(error, null);
    }

    private void probeCandidates(UnknownMemberCheck watch) {
        Lanes lanes = Lanes.in(flow.context());
        for (ObjectNode candidate : SampleCandidates.of(flow.context())) {
            watch.start();
            DryRunResult tried = attempt(watch.candidate(candidate), watch.details(candidate));
            wouldSend.addAll(tried.wouldSend());
            boolean whole = tried.error() == null && !tried.isPartial();
            if (whole && tried.result() == null && tried.delivery() == null) {
                refuse(new RouteError(
                        MappingSchema.CANDIDATE.file(), 0, "the mapping ends, and the variable delivery is not set"));
            }
            if (tried.delivery() != null && !lanes.isKnown(tried.lane())) {
                SourceLocation setter =
                        lanes.setter().flatMap(SourceLocation::of).orElse(SourceLocation.UNKNOWN);
                refuse(setter.error(lanes.message(tried.lane())));
            }
            if (tried.error() != null && !tried.isPartial()) {
                String who = "hire_state %s, score %s".formatted(candidate.get("hire_state"), candidate.get("score"));
                RouteError error = tried.error();
                throw new FlowException(
                        new RouteError(
                                error.file(),
                                error.line(),
                                "a made-up candidate (%s) fails: %s".formatted(who, error.cause())),
                        null);
            }
        }
    }

    /** The mapping of a job is asked for when an opening has none, and no candidate gets there without Loxo. */
    private void probeJob(UnknownMemberCheck watch) {
        if (flow.context().getRoute("create-job") != null) {
            watch.start();
            ObjectNode candidate = SampleCandidates.whole();
            Exchange made = send(
                    "direct:create-job",
                    candidate,
                    Map.of(DryRunInterceptor.TRIAL, true, "candidate", candidate, "details", watch.details(candidate)));
            if (made.getException() != null) {
                refuse(errors.thrown(made));
            }
        }
    }

    /** The whole candidate from Toggl Hire, which is asked for it; none where it answers 404. */
    public Optional<JsonNode> ask(String togglId) {
        return flow.bean("togglCandidates", TogglCandidates.class).find(togglId);
    }

    /** What Loxo lacks of the fields that deliveries name, a message each; Loxo is asked for it. */
    public List<String> missingFields(List<Delivery> deliveries) {
        MappedDelivery loxo = flow.bean("loxo", MappedDelivery.class);
        try {
            deliveries.forEach(loxo::examineFields);
        } catch (Failure e) {
            return List.of("Loxo cannot be asked whether it has the fields: "
                    + flow.settings().scope().named(e.message()));
        }
        return flow.surroundings().runs().notes().remarks().stream()
                .map(Remark::message)
                .toList();
    }

    /**
     * What the rules make of a candidate.
     *
     * @param details the whole candidate as {@code 45-add-details} would get it
     */
    public DryRunResult attempt(JsonNode candidate, JsonNode details) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(Variables.CANDIDATE, candidate);
        variables.put(Variables.CANDIDATE_ID, candidate.path("id").asText(""));
        variables.put(DryRunInterceptor.TRIAL, true);
        variables.put(DETAILS, details);
        Exchange routed = send("direct:route-candidate", candidate, variables);
        Exchange last = routed;
        Delivery delivery = routed.getVariable(Variables.DELIVERY, Delivery.class);
        if (errors.of(routed) == null && DryRunErrors.result(routed) == null && delivery != null) {
            variables.put(Variables.LANE, routed.getVariable(Variables.LANE));
            variables.put(Variables.OUTCOME, "created");
            variables.put(Variables.LOXO_ID, "0");
            last = send("direct:after-delivery", candidate, variables);
        }
        return new DryRunResult(
                candidate.path("id").asText(""),
                routed.getVariable(Variables.LANE, "", String.class),
                delivery,
                Events.tried(routed),
                DryRunErrors.result(routed),
                flow.dryRun().take(candidate.path("id").asText("")),
                last == routed || errors.of(routed) != null ? errors.of(routed) : errors.thrown(last));
    }

    /** What router and mapping make of a candidate of the list; no delivery where nothing would be delivered, or nobody can tell. */
    Mapped mapped(JsonNode candidate) {
        return mapped(candidate, Map.of());
    }

    /** The same with what {@code 45-add-details} adds, where it gets these details. */
    Mapped mapped(JsonNode candidate, JsonNode details) {
        return mapped(candidate, Map.of(DETAILS, details));
    }

    private Mapped mapped(JsonNode candidate, Map<String, Object> more) {
        String id = candidate.path("id").asText("");
        Map<String, Object> variables = new HashMap<>(more);
        variables.put(Variables.CANDIDATE, candidate);
        variables.put(Variables.CANDIDATE_ID, id);
        variables.put(DryRunInterceptor.TRIAL, true);
        Exchange routed = send("direct:route-candidate", candidate, variables);
        flow.dryRun().take(id);
        boolean told = routed.getException() == null
                && DryRunErrors.result(routed) == null
                && routed.getVariable(QueueRoutes.NOT_PREVIEWED) == null;
        return new Mapped(
                routed.getVariable(Variables.LANE, "", String.class),
                Optional.ofNullable(routed.getVariable(Variables.DELIVERY, Delivery.class))
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
