package org.togglloxo.loxo;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.Runs;

/** Puts the steps for Loxo where the routes find them: {@code loxo}, {@code diagnosis} and what these need. */
public final class LoxoBinding {

    private LoxoBinding() {}

    /**
     * Binds the beans.
     *
     * @param overwrite whether filled fields of people not created from here are written
     * @return the routes that make the calls
     */
    public static RouteBuilder bind(
            CamelContext context,
            LoxoSettings settings,
            boolean overwrite,
            Ledger ledger,
            Runs runs,
            Secrets secrets,
            Clock clock) {
        LoxoAnswers answers = new LoxoAnswers(secrets);
        Refusals refusals = new Refusals();
        Pacing pacing = new Pacing(settings.maxRequestsPerSecond(), settings.maxConcurrentRequests(), clock);
        context.getRegistry().bind("loxoHttpClient", new PlainHttpClient(pacing));
        context.getRegistry().bind("loxo", new Loxo(settings, answers, ledger, overwrite, clock));
        context.getRegistry().bind("diagnosis", new LoxoDiagnosis(context, settings, refusals, runs, clock));
        context.getRegistry().bind("withoutRefusedField", new WithoutRefusedField());
        context.getRegistry().bind("loxoDoctor", new LoxoDoctor(context, settings));
        return new LoxoRoutes(settings, new LoxoCall(settings, answers, refusals, ledger, runs), runs);
    }
}
