package org.togglloxo.togglhire;

import static org.apache.camel.builder.Builder.method;

import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.CallAbortedException;
import org.togglloxo.http.PlainHttpClient;

/** The call to Toggl Hire. It handles no error: the routes that make it repeat it, as {@code 90-handle-errors} says. */
public final class TogglHireRoutes extends RouteBuilder {

    /** What is asked for: a variable, since a repeated step finds another body than the first time. */
    static final String ADDRESS = "toggl-address";

    private static final String RETRIES = TogglHireCall.RETRIES;

    private final TogglHireSettings settings;
    private final TogglHireCall call;

    TogglHireRoutes(TogglHireSettings settings, TogglHireAnswers answers) {
        this.settings = settings;
        this.call = new TogglHireCall(settings, answers);
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
                .process(call::prepare)
                .doTry()
                .to(PlainHttpClient.endpoint(
                        settings.baseUrl(),
                        "togglHttpClient",
                        settings.connectTimeout(),
                        settings.responseTimeout(),
                        settings.maxConcurrentRequests()))
                .id("toggl-hire")
                .doCatch(CallAbortedException.class)
                .process(call::aborted)
                .end()
                .process(call::read);
    }
}
