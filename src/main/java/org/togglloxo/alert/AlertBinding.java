package org.togglloxo.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.LongestWait;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.Runs;

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

    /** For a run whose own route cannot tell of it any more. */
    public static void tellOfLastRun(CamelContext context) {
        Names names = Names.in(context);
        Alerts alerts = names.bean("alerts", Alerts.class);
        if (alerts.isDue()) {
            ProducerTemplate template = context.createProducerTemplate();
            template.send(
                    names.endpoint("direct:alert"), told -> told.getMessage().setBody(alerts.report(null)));
            template.stop();
        }
    }
}
