package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Reads one candidate, outside any run, for somebody who asks by id. */
public final class TogglCandidates {

    private final CamelContext context;
    private final TogglDetails details;
    private final TogglHireAnswers answers;

    TogglCandidates(CamelContext context, TogglDetails details, TogglHireAnswers answers) {
        this.context = context;
        this.details = details;
        this.answers = answers;
    }

    /**
     * The whole candidate with names, as {@link TogglDetails#named} makes it; none where Toggl Hire answers 404.
     *
     * @throws Stop for every other answer, after the retries of {@code handle-toggl-errors}
     */
    public Optional<JsonNode> find(String togglId) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.request(
                    Names.in(context).endpoint("direct:read-toggl"),
                    exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, details.address(togglId)));
            if (answer.getException() != null) {
                return missing(answer.getException(), togglId);
            }
            JsonNode candidate = answer.getMessage().getBody(JsonNode.class);
            return Optional.of(details.named(candidate, candidate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> missing(Exception trouble, String togglId) {
        if (trouble instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
            if (status == 404 || status == 410) {
                return Optional.empty();
            }
            if (status == 429 || status >= 500) {
                throw new Stop(
                        ExitCode.LIST,
                        "toggl-unavailable",
                        "Toggl Hire still answered %d to GET /candidates/%s after all retries. Run again later"
                                .formatted(status, togglId));
            }
        }
        throw answers.explain(trouble);
    }
}
