package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.Credentials;
import org.togglloxo.http.Endpoints;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Runs;

/** Puts the steps for Toggl Hire where the routes find them: {@code togglHire} and what it needs. */
public final class TogglHireBinding {

    private TogglHireBinding() {}

    /** Binds the beans; the pacing is that of all calls to Toggl Hire. Returns the route that repeats calls. */
    public static RouteBuilder bind(
            CamelContext context,
            TogglHireSettings settings,
            Pacing pacing,
            Ledger ledger,
            Runs runs,
            Secrets secrets,
            Clock clock) {
        Names names = Names.in(context);
        names.bind(
                "togglHttpClient",
                PlainHttpClient.in(
                        context,
                        Endpoints.of("toggl", settings.baseUrl()),
                        pacing,
                        settings.limits(),
                        Credentials.of(
                                settings.baseUrl(), settings.apiKey(), () -> secrets.again("toggl.api-key"), clock)));
        TogglHireAnswers answers = new TogglHireAnswers(settings, secrets);
        TogglClient client = new TogglClient(
                request -> names.call("direct:call-toggl", request), settings, answers, call -> runs.notes()
                        .called(CallKind.toToggl(call), 1));
        TogglReads toggl = address -> names.call(
                        "direct:read-toggl", exchange -> exchange.getMessage().setBody(address))
                .getMessage()
                .getBody(JsonNode.class);
        TogglHire togglHire = new TogglHire(toggl, settings, answers, ledger, runs);
        names.bind("togglHire", togglHire);
        names.bind("togglList", new TogglList(toggl, togglHire, answers, runs));
        TogglNames togglNames = new TogglNames(toggl, settings, answers, runs);
        names.bind("togglNames", togglNames);
        TogglDetails details = new TogglDetails(client, settings, answers, togglNames, runs);
        names.bind("togglDetails", details);
        TogglCandidates candidates = new TogglCandidates(toggl, details, answers);
        names.bind("togglCandidates", candidates);
        names.bind("togglWorkspace", new TogglWorkspace(togglNames, candidates));
        names.bind("togglHireDoctor", new TogglHireDoctor(client, settings, answers));
        return new TogglHireRoutes(client);
    }
}
