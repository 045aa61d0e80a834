package org.togglloxo.togglhire;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.Runs;

/** Puts the steps for Toggl Hire where the routes find them: {@code togglHire} and what it needs. */
public final class TogglHireBinding {

    private TogglHireBinding() {}

    /** Binds the beans; the pacing is that of all calls to Toggl Hire. Returns the routes that make the calls. */
    public static RouteBuilder bind(
            CamelContext context, TogglHireSettings settings, Pacing pacing, Runs runs, Secrets secrets) {
        TogglHireAnswers answers = new TogglHireAnswers(settings, secrets);
        Names.in(context).bind("togglHttpClient", PlainHttpClient.in(context, pacing, settings.limits()));
        TogglHire togglHire = new TogglHire(settings, answers, runs);
        Names.in(context).bind("togglHire", togglHire);
        Names.in(context).bind("togglList", new TogglList(context, togglHire, answers, runs));
        TogglNames names = new TogglNames(context, settings, answers, runs);
        Names.in(context).bind("togglNames", names);
        TogglDetails details = new TogglDetails(settings, answers, names);
        Names.in(context).bind("togglDetails", details);
        TogglCandidates candidates = new TogglCandidates(context, details, answers);
        Names.in(context).bind("togglCandidates", candidates);
        Names.in(context).bind("togglWorkspace", new TogglWorkspace(names, candidates));
        Names.in(context).bind("togglHireDoctor", new TogglHireDoctor(context, settings, answers));
        return new TogglHireRoutes(settings, answers);
    }
}
