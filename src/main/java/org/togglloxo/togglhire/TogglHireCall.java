package org.togglloxo.togglhire;

import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.togglloxo.failure.Failure;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.http.CallAbortedException;

/** What comes before and after the HTTP producer: headers of our own alone, the answer checked and parsed. */
final class TogglHireCall {

    /** Camel counts the retries in headers: without them it would never come to the last one. */
    static final String RETRIES = "CamelRedeliver*";

    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final AbortedCalls aborted;

    TogglHireCall(TogglHireSettings settings, TogglHireAnswers answers) {
        this.settings = settings;
        this.answers = answers;
        this.aborted = new AbortedCalls("Toggl Hire", "toggl", settings.limits());
    }

    void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        URI address = exchange.getVariable(TogglHireRoutes.ADDRESS, URI.class);
        aborted.check(exchange, address.toString());
        message.removeHeaders("*", RETRIES);
        message.setBody(null);
        exchange.setVariable("toggl-call", settings.label(address));
        message.setHeader(Exchange.HTTP_URI, withoutQuery(address.toString()));
        message.setHeader(Exchange.HTTP_QUERY, address.getRawQuery());
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader("Authorization", "Bearer " + settings.apiKey());
        message.setHeader("Accept", "application/json");
    }

    /** @throws Failure that says what follows */
    void aborted(Exchange exchange) {
        URI address = exchange.getVariable(TogglHireRoutes.ADDRESS, URI.class);
        throw aborted.noted(exchange, address.toString(), settings.label(address), false);
    }

    Failure explain(CallAbortedException trouble, URI address) {
        return aborted.explain(trouble, settings.label(address));
    }

    void read(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String location = message.getHeader("Location", String.class);
        String body = message.getBody(String.class);
        message.removeHeaders("*", RETRIES);
        message.setBody(answers.read(exchange.getVariable("toggl-call", String.class), status, location, body));
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
