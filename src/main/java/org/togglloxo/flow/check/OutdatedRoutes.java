package org.togglloxo.flow.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.NamedNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.flow.files.StepText;

/** What stood in the route files of earlier versions and is done otherwise now: somebody may have kept their own copies. */
final class OutdatedRoutes {

    private static final String BY_ITSELF = "the program does that by itself now: take the step out";
    private static final String BEGIN = "one step does all of it now: bean, ref: deliveries, method: begin";

    private static final Map<String, String> CHANGED = new LinkedHashMap<>();

    static {
        bean("direct:fetch-candidates", "togglHire", "fetchPage");
        bean("direct:fetch-details", "togglDetails", "read");
        bean("direct:find-person", "people", "find");
        bean("direct:create-person", "people", "create");
        bean("direct:complete-person", "people", "complete");
        bean("direct:update-person", "people", "update");
        bean("direct:apply-for-job", "applications", "apply");
        bean("direct:add-event", "events", "add");
        bean("direct:make-job", "jobMaker", "make");
        bean("direct:look-for-person", "personReader", "lookFor");
        List.of("runs.begin", "runs.finish", "runs.handedOver", "togglHire.startWalk", "togglHire.stopListing")
                .forEach(step -> CHANGED.put(step, BY_ITSELF));
        List.of("togglHire.listing", "ledger.lookUpPage", "ledger.knownOf", "alerts.isDue", "alerts.report")
                .forEach(step -> CHANGED.put(step, BY_ITSELF));
        List.of("standing.compare", "addressLocks.claim", "ledger.refresh").forEach(step -> CHANGED.put(step, BEGIN));
        List.of("outcomes.created", "outcomes.updated")
                .forEach(step -> CHANGED.put(step, "it is method: delivered now, for both"));
        List.of("read", "enter", "leave", "refuse", "drop")
                .forEach(method -> CHANGED.put("notices." + method, "it is ref: webhookEvents now"));
        CHANGED.put("outcomes.troubled", "it is method: ofError now");
        CHANGED.put("${variable.notice", "it is the variable webhook-event now");
        CHANGED.put("${variable.whereabouts", "it is the variable lookup now");
        CHANGED.put("${variable.call}", "no step sets it any more: write ${exception.meaning} == 'elsewhere'");
        CHANGED.put(
                "${variable.search",
                "who was found is the variable found now: write ${variable.found} == 'one', or 'several'");
        CHANGED.put("${variable.mapped", "what the mapping says is the variable delivery now");
    }

    private static final Pattern ANY = Pattern.compile(
            CHANGED.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")(?![\\w-])")));

    private static final Pattern TOLD_WHEN_DEGRADED = Pattern.compile("\\s*\\.degraded or ");

    private OutdatedRoutes() {}

    private static void bean(String endpoint, String ref, String method) {
        CHANGED.put(endpoint, "it is one step now: bean, ref: %s, method: %s".formatted(ref, method));
    }

    /** The first step that an earlier version had, with what stands in its place. */
    static Optional<RouteError> in(Collection<NamedNode> steps) {
        return steps.stream().flatMap(step -> in(step).stream()).findFirst();
    }

    /** What an earlier version had and goes on as it did, with what this version can do in its place. */
    static List<RouteError> warnings(Collection<NamedNode> steps) {
        return steps.stream()
                .filter(step -> step instanceof FilterDefinition filter
                        && TOLD_WHEN_DEGRADED
                                .matcher(String.valueOf(filter.getExpression().getExpression()))
                                .lookingAt())
                .flatMap(step -> SourceLocation.of(step).stream())
                .map(
                        place -> place.error(
                                "'.degraded or' is from an earlier version: people are told when runs become degraded, and not when they are well again, unusual or overdue. Write '.alert != null or' in its place, and add try-webhook from the file of this version where alerts.webhook-url is set"))
                .toList();
    }

    private static Optional<RouteError> in(NamedNode step) {
        String words = words(step);
        // far quicker than the expression, which tries each of them at every letter; nearly every step has none
        if (CHANGED.keySet().stream().noneMatch(words::contains)) {
            return Optional.empty();
        }
        Matcher found = ANY.matcher(words);
        return found.find()
                ? SourceLocation.of(step)
                        .map(place -> place.error(
                                "%s is from an earlier version: %s. Or take the file of this version, and make your changes in it again"
                                        .formatted(found.group(1), CHANGED.get(found.group(1)))))
                : Optional.empty();
    }

    private static String words(NamedNode step) {
        if (step instanceof BeanDefinition bean) {
            return bean.getRef() + "." + bean.getMethod();
        }
        if (step instanceof HasExpressionType typed && typed.getExpressionType() instanceof MethodCallExpression call) {
            return call.getRef() + "." + call.getMethod();
        }
        if (step instanceof OnExceptionDefinition handler && handler.getOnWhen() != null) {
            return String.valueOf(handler.getOnWhen().getExpression().getExpression());
        }
        return String.join(" ", StepText.words(step));
    }
}
