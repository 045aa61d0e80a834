package org.togglloxo.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.togglloxo.server.Answer;

/** All checks of the context in force, in the shape that Camel's own management server gives them. */
final class HealthReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL_DETAILS = "full";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Supplier<CamelContext> context;

    /** @param context null while the flow is being started */
    HealthReport(Supplier<CamelContext> context) {
        this.context = context;
    }

    Answer all() {
        return answer(here -> HealthCheckHelper.invoke(here, ALL_DETAILS), true, false);
    }

    Answer live() {
        return answer(here -> HealthCheckHelper.invokeLiveness(here, ALL_DETAILS), false, true);
    }

    Answer ready() {
        return answer(here -> HealthCheckHelper.invokeReadiness(here, ALL_DETAILS), true, false);
    }

    private Answer answer(
            Function<CamelContext, Collection<HealthCheck.Result>> invoke, boolean readiness, boolean upAtStart) {
        CamelContext here = context.get();
        if (here == null) {
            ObjectNode starting = status(upAtStart);
            if (!upAtStart) {
                starting.withArray("checks")
                        .addObject()
                        .put("name", "toggl-loxo-start")
                        .put("status", HealthCheck.State.DOWN.name())
                        .put("message", "the flow is being started: ask again in a few seconds");
            }
            return answer(starting, upAtStart);
        }
        Collection<HealthCheck.Result> results = invoke.apply(here);
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        ObjectNode root = status(up);
        ArrayNode checks = root.putArray("checks");
        results.stream()
                .sorted(Comparator.comparing(result -> result.getCheck().getId()))
                .forEach(result -> show(result, checks.addObject()));
        return answer(root, up);
    }

    /** Without the error of a check, which may say anything. */
    private static void show(HealthCheck.Result result, ObjectNode shown) {
        shown.put("name", result.getCheck().getId())
                .put("status", result.getState().name());
        result.getMessage().ifPresent(message -> shown.put("message", message));
        ObjectNode data = shown.putObject("data");
        new TreeMap<>(result.getDetails()).forEach((name, value) -> {
            if (!name.startsWith("error.")) {
                data.put(name, String.valueOf(value));
            }
        });
    }

    private static ObjectNode status(boolean up) {
        return JSON.createObjectNode().put("status", up ? HealthCheck.State.UP.name() : HealthCheck.State.DOWN.name());
    }

    private static Answer answer(ObjectNode root, boolean up) {
        return Answer.json(up ? OK : UNAVAILABLE, root.toString());
    }
}
