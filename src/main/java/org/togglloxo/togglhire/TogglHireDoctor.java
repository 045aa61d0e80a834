package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Asks Toggl Hire for one candidate, by the endpoint and with the filters that a run uses. */
public final class TogglHireDoctor {

    private static final String ENDPOINT = "Toggl Hire GET /candidates";

    private final CamelContext context;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;

    TogglHireDoctor(CamelContext context, TogglHireSettings settings, TogglHireAnswers answers) {
        this.context = context;
        this.settings = settings;
        this.answers = answers;
    }

    /** What the list answers and, where it does, the lists of names. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(List.of(list()));
        if (findings.get(0).exitCode() == ExitCode.OK) {
            List.of("/openings", "/categories", "/tags").forEach(path -> findings.add(names(path)));
        }
        return findings;
    }

    /** Without one of these candidates are delivered without the names in it. */
    private Finding names(String path) {
        String what = "Toggl Hire GET " + path;
        Exchange answer = call(settings.address(path));
        if (answer.getException() instanceof HttpOperationFailedException refusal) {
            return Finding.note(
                    what,
                    "answers %d: its names are left out. Give the key of toggl.api-key access to it"
                            .formatted(refusal.getStatusCode()));
        }
        return answer.getException() == null
                ? Finding.ok(what, "answers")
                : Finding.note(what, answers.explain(answer.getException()).sentence());
    }

    private Finding list() {
        URI one = URI.create(settings.firstPage().toString().replaceFirst("limit=[0-9]+", "limit=1"));
        PageWalk walk = new PageWalk(one, 1);
        try {
            Exchange answer = call(walk.next());
            if (answer.getException() != null) {
                throw answers.explain(answer.getException());
            }
            walk.take(answer.getMessage().getBody(JsonNode.class));
            return Finding.ok(
                    ENDPOINT,
                    "answers; %s candidates%s"
                            .formatted(
                                    walk.total() == null ? "an unknown number of" : walk.total(),
                                    settings.filters().isEmpty() ? "" : " behind the filters of toggl.filter.*"));
        } catch (Stop stop) {
            return Finding.fail(ENDPOINT, stop.exitCode(), stop.sentence());
        }
    }

    private Exchange call(URI address) {
        return Names.in(context)
                .ask("direct:call-toggl", exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, address));
    }
}
