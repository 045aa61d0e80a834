package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.LongestWait;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;

/** Puts the steps of alerts where the routes find them: {@code alerts}, and the ways to Slack and mail. */
public final class AlertBinding {

    /** A run that has ended waits for nobody. */
    private static final LongestWait SLACK = new LongestWait("Slack", null, Duration.ofSeconds(5), ExitCode.ATTENTION);

    private AlertBinding() {}

    /** Binds the beans; returns the routes that send. */
    public static List<RouteBuilder> bind(
            CamelContext context, AlertSettings settings, Ledger ledger, Runs runs, Secrets secrets, Clock clock) {
        Names names = Names.in(context);
        names.bind("alerts", new Alerts(settings, ledger, runs, secrets));
        names.bind("alertHttpClient", new PlainHttpClient(new Pacing(0, 1, SLACK, clock), SlackRoutes.LIMITS));
        return List.of(new SlackRoutes(settings), new MailRoutes(settings.mail()));
    }

    /**
     * Tells of the last run; a plan is none.
     *
     * @param listing how its walk went, or null where nobody knows
     * @return the report
     */
    public static ObjectNode tellOfLastRun(CamelContext context, Listing listing) {
        Names names = Names.in(context);
        Alerts alerts = names.bean("alerts", Alerts.class);
        ObjectNode report = alerts.report(listing);
        // the route that tells is gone by then, and Camel would wait for it
        if (alerts.isDue() && !context.isStopping()) {
            Exchange told =
                    names.ask("direct:alert", alert -> alert.getMessage().setBody(report));
            if (told.getException() != null) {
                alerts.untold(told.getException());
            }
        }
        return report;
    }
}
