package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.http.RetryAfterLimit;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;

/** Puts the steps of alerts where the routes find them: {@code alerts}, and the ways to Slack and mail. */
public final class AlertBinding {

    /** A run that has ended waits for nobody. */
    private static final RetryAfterLimit SLACK =
            new RetryAfterLimit("Slack", null, Duration.ofSeconds(5), ExitCode.ATTENTION);

    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final String NOTIFIER = "alertNotifier";

    private AlertBinding() {}

    /** Binds the beans; returns the routes that send. */
    public static List<RouteBuilder> bind(
            CamelContext context, AlertSettings settings, Ledger ledger, Runs runs, Secrets secrets, Clock clock) {
        Names names = Names.in(context);
        Alerts alerts = new Alerts(settings.messages(), secrets);
        names.bind("alerts", alerts);
        AlertNotifier notifier = new AlertNotifier(context, settings, alerts, ledger, runs, clock);
        names.bind(NOTIFIER, notifier);
        watch(context, settings.staleAfter(), notifier);
        names.bind("alertHttpClient", new PlainHttpClient(new Pacing(0, 1, SLACK, clock), SlackRoutes.LIMITS));
        return List.of(new SlackRoutes(settings), new MailRoutes(settings.mail()), new WebhookRoutes(settings, alerts));
    }

    /** As long as the context runs. */
    @SuppressWarnings("FutureReturnValueIgnored") // whatever cannot be told is logged where it is told
    private static void watch(CamelContext context, Duration staleAfter, AlertNotifier notifier) {
        if (staleAfter.isZero()) {
            return;
        }
        long every = Math.max(1, Math.min(staleAfter.toMillis() / 4, LONGEST_BETWEEN_LOOKS.toMillis()));
        try {
            // Camel ends it with the context
            context.addStartupListener((started, already) -> {
                ScheduledFuture<?> unused = started.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(notifier, "watch-for-runs")
                        .scheduleWithFixedDelay(notifier::notifyIfStale, every, every, TimeUnit.MILLISECONDS);
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tells of the last run; a plan is none.
     *
     * @param listing how its walk went, or null where nobody knows
     * @return the report
     */
    public static ObjectNode notifyOfLastRun(CamelContext context, Listing listing) {
        return Names.in(context).bean(NOTIFIER, AlertNotifier.class).notifyOfLastRun(listing);
    }

    /** Tells that no run has come to its end for {@code alerts.stale-after}, where nobody knows yet. */
    public static void notifyIfStale(CamelContext context) {
        Names.in(context).bean(NOTIFIER, AlertNotifier.class).notifyIfStale();
    }
}
