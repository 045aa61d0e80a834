package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Reads one candidate, outside any run, for somebody who asks by id or address. */
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
        return read(details.address(togglId)).map(candidate -> details.named(candidate, candidate));
    }

    /**
     * The ids of those who logged in with an address; what they prefer to be written to at, Toggl Hire does not look up.
     *
     * @throws Stop as above
     */
    public List<String> idsOf(String email) {
        List<String> ids = new ArrayList<>();
        read(details.addressOfAll(email)).ifPresent(page -> page.path("data")
                .forEach(candidate -> ids.add(candidate.path("id").asText(""))));
        return ids;
    }

    private Optional<JsonNode> read(URI address) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.request(
                    Names.in(context).endpoint("direct:read-toggl"),
                    exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, address));
            return answer.getException() == null
                    ? Optional.of(answer.getMessage().getBody(JsonNode.class))
                    : missing(answer.getException(), address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> missing(Exception trouble, URI address) {
        if (trouble instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
            if (status == 404 || status == 410) {
                return Optional.empty();
            }
            if (status == 429 || status >= 500) {
                throw new Stop(
                        ExitCode.LIST,
                        "toggl-unavailable",
                        "Toggl Hire still answered %d to %s after all retries. Run again later"
                                .formatted(status, details.label(address)));
            }
        }
        throw answers.explain(trouble);
    }
}
