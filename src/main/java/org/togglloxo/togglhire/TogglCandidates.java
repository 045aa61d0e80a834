package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
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

    /** Whether Toggl Hire says that it has no such candidate; any other answer is no evidence. */
    boolean lacks(String togglId) {
        return isGone(call(details.address(togglId)).getException());
    }

    private Optional<JsonNode> read(URI address) {
        Exchange answer = call(address);
        return answer.getException() == null
                ? Optional.of(answer.getMessage().getBody(JsonNode.class))
                : missing(answer.getException(), address);
    }

    private Exchange call(URI address) {
        return Names.in(context)
                .ask("direct:read-toggl", exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, address));
    }

    private static boolean isGone(Exception trouble) {
        return trouble instanceof HttpOperationFailedException answer
                && (answer.getStatusCode() == 404 || answer.getStatusCode() == 410);
    }

    private Optional<JsonNode> missing(Exception trouble, URI address) {
        if (isGone(trouble)) {
            return Optional.empty();
        }
        if (trouble instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
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
