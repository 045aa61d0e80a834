package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.Runs;
import org.togglloxo.togglhire.TogglNames;

/** Puts the steps for Loxo where the routes find them: {@code loxo}, {@code diagnosis} and what these need. */
public final class LoxoBinding {

    private LoxoBinding() {}

    /**
     * Binds the beans.
     *
     * @param pacing of all calls to Loxo
     * @param overwrite whether filled fields of people not created from here are written
     * @param names of the openings in Toggl Hire
     * @param scorecard the PDF of a candidate with details
     * @return the routes that make the calls
     */
    public static RouteBuilder bind(
            CamelContext context,
            LoxoSettings settings,
            Pacing pacing,
            boolean overwrite,
            Ledger ledger,
            Runs runs,
            TogglNames names,
            Function<JsonNode, byte[]> scorecard,
            Secrets secrets,
            Clock clock) {
        LoxoAnswers answers = new LoxoAnswers(secrets);
        Refusals refusals = new Refusals();
        LoxoDiagnosis diagnosis = new LoxoDiagnosis(context, settings, refusals, runs, clock);
        Names.in(context).bind("loxoHttpClient", PlainHttpClient.in(context, pacing, settings.limits()));
        Reference reference = new Reference(context, runs);
        SourceTypes sourceTypes = new SourceTypes(reference, runs, settings.sourceType(), settings.createSourceType());
        CustomFields fields = new CustomFields(reference, runs);
        IndexLag lag = new IndexLag(settings.indexLag(), ledger.clock());
        Names.in(context).bind("loxo", new Loxo(settings, answers, fields, sourceTypes, ledger, runs, overwrite, lag));
        JobPolicy policy = new JobPolicy(runs, settings.jobs().create());
        Jobs jobs = new Jobs(reference, names, ledger, runs, policy, settings.jobs(), ledger.clock());
        Names.in(context).bind("jobs", jobs);
        Names.in(context).bind("jobMaker", jobMaker(settings, answers, reference, jobs, policy, ledger, runs, lag));
        Names.in(context)
                .bind("applications", new Applications(settings, sourceTypes, ledger, scorecard, ledger.clock()));
        Names.in(context).bind("events", new Events(reference, ledger, runs, clock));
        Names.in(context).bind("postings", new Postings(lag, answers, ledger.postings(), runs));
        Names.in(context).bind("diagnosis", diagnosis);
        SingleCalls calls = new SingleCalls(context, diagnosis, settings);
        Names.in(context).bind("webhooks", new Webhooks(calls));
        Names.in(context).bind("people", new People(calls));
        LoxoAgency agency = new LoxoAgency(context, settings, diagnosis, ledger.ownership());
        Names.in(context).bind("loxoAgency", agency);
        Names.in(context).bind("withoutRefusedField", new WithoutRefusedField());
        Setup setup = new Setup(context, reference, fields, sourceTypes, jobs, runs);
        Names.in(context).bind("loxoDoctor", new LoxoDoctor(context, settings, setup, jobs));
        return new LoxoRoutes(settings, new LoxoCall(settings, answers, refusals, agency, ledger, runs), runs);
    }

    private static JobMaker jobMaker(
            LoxoSettings settings,
            LoxoAnswers answers,
            Reference reference,
            Jobs jobs,
            JobPolicy policy,
            Ledger ledger,
            Runs runs,
            IndexLag lag) {
        Companies companies = new Companies(
                reference,
                ledger,
                runs,
                policy,
                settings.jobs().createCompany(),
                settings.jobs().companyUrl(),
                lag);
        JobForm forms =
                new JobForm(reference, LoxoParameters.load(), companies, new JobPlaces(reference, policy), policy);
        return new JobMaker(settings, answers, forms, companies, jobs, policy, ledger, runs, lag);
    }
}
