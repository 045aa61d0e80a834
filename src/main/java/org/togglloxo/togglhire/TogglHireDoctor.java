package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;

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

    /** What the list answers. */
    public Finding examine() {
        URI one = URI.create(settings.firstPage().toString().replaceFirst("limit=[0-9]+", "limit=1"));
        PageWalk walk = new PageWalk(one, 1);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.request(
                    "direct:call-toggl", exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, walk.next()));
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
        } catch (IOException e) {
            return Finding.fail(ENDPOINT, ExitCode.UNEXPECTED, e.toString());
        }
    }
}
