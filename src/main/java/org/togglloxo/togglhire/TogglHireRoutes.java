package org.togglloxo.togglhire;

import static org.apache.camel.builder.Builder.method;

import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.PlainHttpClient;

/** The call to Toggl Hire. It handles no error: the routes that make it repeat it, as {@code 90-handle-errors} says. */
public final class TogglHireRoutes extends RouteBuilder {

    /** Camel counts the retries in headers: without them it would never come to the last one. */
    private static final String RETRIES = "CamelRedeliver*";

    /** What is asked for: a variable, since a repeated step finds another body than the first time. */
    static final String ADDRESS = "toggl-address";

    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;

    TogglHireRoutes(TogglHireSettings settings, TogglHireAnswers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    @Override
    public void configure() {
        from("direct:fetch-candidates")
                .routeId("fetch-candidates")
                .routeConfigurationId("handle-toggl-errors")
                .description("One page of the list, tried again as the error handling says")
                .setVariable(ADDRESS, method("togglHire", "nextPage"))
                .to("direct:call-toggl")
                .removeHeaders(RETRIES);
        from("direct:read-toggl")
                .routeId("read-toggl")
                .routeConfigurationId("handle-toggl-errors")
                .description("A list of names, tried again as the error handling says")
                .to("direct:call-toggl")
                .removeHeaders(RETRIES);
        from("direct:fetch-details")
                .routeId("fetch-details")
                .description("The whole candidate where it is wanted, with names in the place of ids")
                .errorHandler(noErrorHandler())
                .choice()
                .when(simple("${variable.trial-details} != null"))
                .setVariable("details", variable("trial-details"))
                .when(method("togglDetails", "wanted"))
                .setVariable(ADDRESS, method("togglDetails", "address"))
                .doTry()
                .to("direct:call-toggl")
                .setVariable("details", body())
                .doCatch(Exception.class)
                .bean("togglDetails", "missing")
                .end()
                .end()
                .filter(simple("${variable.trial-details} == null"))
                .setVariable("details", method("togglDetails", "named"))
                .end()
                .setBody(variable("details"))
                .removeHeaders(RETRIES);
        from("direct:call-toggl")
                .routeId("call-toggl")
                .description("One call: headers of our own alone, the answer checked and parsed")
                .errorHandler(noErrorHandler())
                .process(this::prepare)
                .to(PlainHttpClient.endpoint(
                        settings.baseUrl(),
                        "togglHttpClient",
                        settings.connectTimeout(),
                        settings.responseTimeout(),
                        settings.maxConcurrentRequests()))
                .id("toggl-hire")
                .process(this::read);
    }

    private void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        URI address = exchange.getVariable(ADDRESS, URI.class);
        message.removeHeaders("*", RETRIES);
        message.setBody(null);
        exchange.setVariable("toggl-call", settings.label(address));
        message.setHeader(Exchange.HTTP_URI, withoutQuery(address.toString()));
        message.setHeader(Exchange.HTTP_QUERY, address.getRawQuery());
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader("Authorization", "Bearer " + settings.apiKey());
        message.setHeader("Accept", "application/json");
    }

    private void read(Exchange exchange) throws Exception {
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
