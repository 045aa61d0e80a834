package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.togglloxo.http.Credentials;
import org.togglloxo.http.Endpoints;
import org.togglloxo.http.Pacing;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoDiagnosis;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.api.Refusals;
import org.togglloxo.loxo.api.SingleCalls;
import org.togglloxo.loxo.job.Companies;
import org.togglloxo.loxo.job.JobCreator;
import org.togglloxo.loxo.job.JobForm;
import org.togglloxo.loxo.job.JobOutbox;
import org.togglloxo.loxo.job.JobPlaces;
import org.togglloxo.loxo.job.JobPolicy;
import org.togglloxo.loxo.job.Jobs;
import org.togglloxo.loxo.mapping.MappedDelivery;
import org.togglloxo.loxo.mapping.ParameterNames;
import org.togglloxo.loxo.person.People;
import org.togglloxo.loxo.person.PeopleIndex;
import org.togglloxo.loxo.person.PeopleLookUp;
import org.togglloxo.loxo.person.PersonFinder;
import org.togglloxo.loxo.person.PersonReader;
import org.togglloxo.loxo.person.PersonRules;
import org.togglloxo.loxo.person.ReadBack;
import org.togglloxo.loxo.posting.Applications;
import org.togglloxo.loxo.posting.Events;
import org.togglloxo.loxo.posting.Outbox;
import org.togglloxo.loxo.posting.RefusedFieldFilter;
import org.togglloxo.loxo.reference.AgencyIds;
import org.togglloxo.loxo.reference.CustomFields;
import org.togglloxo.loxo.reference.LoxoAgency;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.loxo.reference.SourceTypes;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.delivery.AgencyStop;
import org.togglloxo.sync.delivery.BulkLookUp;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglNames;

/** Puts the steps for Loxo where the routes find them: {@code loxo}, {@code diagnosis} and what these need. */
public final class LoxoBinding {

    private LoxoBinding() {}

    /**
     * Binds the beans.
     *
     * @param pacing of all calls to Loxo
     * @param overwrite whether filled fields of people not created from here are written
     * @param toggl the names of openings in Toggl Hire
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
            Claims claims,
            TogglNames toggl,
            Function<JsonNode, byte[]> scorecard,
            Secrets secrets,
            Clock clock) {
        Names names = Names.in(context);
        names.bind(
                "loxoHttpClient",
                PlainHttpClient.in(
                        context,
                        Endpoints.of("loxo", settings.url("")),
                        pacing,
                        settings.limits(),
                        Credentials.of(
                                settings.baseUrl(), settings.apiKey(), () -> secrets.again("loxo.api-key"), clock)));
        AgencyStop stop = names.bean("agencyStop", AgencyStop.class);
        Refusals refusals = new Refusals();
        AgencyIds ids = new AgencyIds(settings.agencySlug(), ledger.ownership());
        LoxoClient client = new LoxoClient(
                request -> names.call("direct:call-loxo", request),
                settings,
                new LoxoAnswers(secrets),
                (request, answer) -> {
                    ids.seen(answer);
                    runs.notes().called(CallKind.toLoxo(request.label()), 1);
                    if (refusals.accepted(request)) {
                        runs.recorder().accepted(stop.named(request.endpoint()));
                    }
                });
        RunNotes notes = runs.notes().of(ledger.scope());
        LoxoDiagnosis diagnosis = new LoxoDiagnosis(
                client, settings, refusals, stop, clock, ledger.scope().agency());
        names.bind("diagnosis", diagnosis);
        LoxoAgency agency = new LoxoAgency(client, settings, diagnosis, ids);
        names.bind("loxoAgency", agency);
        ReferenceData reference = new ReferenceData(
                request -> names.call("direct:read-reference", exchange -> exchange.getMessage()
                                .setBody(request))
                        .getMessage()
                        .getBody(JsonNode.class),
                client::call,
                agency,
                runs,
                notes);
        SourceTypes sourceTypes =
                new SourceTypes(reference, runs, notes, claims, settings.sourceType(), settings.createSourceType());
        CustomFields fields = new CustomFields(reference, notes);
        IndexLag lag = new IndexLag(settings.indexLag(), ledger.clock());
        names.bind("loxo", new MappedDelivery(fields));
        PeopleIndex index = new PeopleIndex(
                ledger.peopleWalk(),
                settings.agencySlug(),
                settings.indexLag(),
                settings.lookUp().age(),
                clock);
        names.bind(
                "bulkLookUp",
                settings.lookUp().gathers()
                        ? new PeopleLookUp(client, settings.lookUp(), index, runs, clock, ledger.clock())
                        : BulkLookUp.NONE);
        PersonRules rules = new PersonRules(fields, sourceTypes, overwrite);
        LongPredicate tooOld =
                askedAt -> lag.clock().millis() + pacing.pauseLeft().toMillis() - askedAt
                        >= settings.lookUp().age().toMillis();
        PersonFinder finder = new PersonFinder(claims, client, ledger, rules, lag, tooOld);
        names.bind("people", new People(claims, client, rules, ledger, runs, notes, finder));
        JobPolicy policy = new JobPolicy(runs, notes, settings.jobs());
        Jobs jobs = new Jobs(reference, toggl, ledger, runs, policy, ledger.clock());
        names.bind("jobs", jobs);
        names.bind("awaited", new AwaitedData(jobs, reference, sourceTypes, toggl));
        Companies companies = new Companies(reference, ledger, notes, policy, lag);
        JobForm forms =
                new JobForm(reference, ParameterNames.load(), companies, new JobPlaces(reference, policy), policy);
        JobOutbox made = new JobOutbox(ledger, jobs, runs, notes, lag, claims);
        names.bind("jobMaker", new JobCreator(client, forms, companies, policy, made, runs));
        Outbox outbox = new Outbox(client, agency, lag, ledger.outbox(), jobs, runs, notes);
        names.bind("applications", new Applications(outbox, settings, sourceTypes, ledger, scorecard, ledger.clock()));
        names.bind("events", new Events(outbox, reference, ledger, notes, clock));
        names.bind("withoutRefusedField", new RefusedFieldFilter());
        SingleCalls calls = new SingleCalls(names, diagnosis, settings);
        names.bind("webhooks", new Webhooks(calls));
        names.bind("personReader", new PersonReader(client, calls));
        names.bind("readBack", new ReadBack(calls, rules, ledger));
        SetUpCheck setup = new SetUpCheck(context, reference, fields, sourceTypes, jobs, runs);
        names.bind("loxoDoctor", new LoxoDoctor(client, settings, setup, jobs));
        return new LoxoRoutes(client);
    }
}
