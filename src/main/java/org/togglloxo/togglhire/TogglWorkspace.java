package org.togglloxo.togglhire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.route.Names;

/** By what a workspace is known again: Toggl Hire gives it no id, and keys change. */
public final class TogglWorkspace {

    private final CamelContext context;
    private final TogglDetails details;
    private final TogglNames names;

    TogglWorkspace(CamelContext context, TogglDetails details, TogglNames names) {
        this.context = context;
        this.details = details;
        this.names = names;
    }

    /** The names of all its openings by id, whatever the filters; empty where there are none, or they cannot be read. */
    public Map<String, String> openings() {
        Map<String, String> openings = new LinkedHashMap<>();
        names.openings()
                .forEach((id, opening) ->
                        openings.put(id, opening.path("name").asText("").strip()));
        openings.remove("");
        return openings;
    }

    /** Whether Toggl Hire says that it has no such candidate; any other answer is no evidence. */
    public boolean lacks(String togglId) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.request(
                    Names.in(context).endpoint("direct:read-toggl"),
                    exchange -> exchange.setVariable(TogglHireRoutes.ADDRESS, details.address(togglId)));
            return answer.getException() instanceof HttpOperationFailedException refusal
                    && (refusal.getStatusCode() == 404 || refusal.getStatusCode() == 410);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
