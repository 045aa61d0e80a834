package org.togglloxo.embed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.SharedAgencies;
import org.togglloxo.flow.SharedSchedule;
import org.togglloxo.flow.StepBinding;
import org.togglloxo.flow.camel.ErrorsCaught;
import org.togglloxo.flow.camel.RouteResources;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.observe.HostObservation;
import org.togglloxo.route.Names;
import org.togglloxo.server.Engine;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import org.togglloxo.settings.SpaceSettings;
import org.togglloxo.sync.AgencyRoutes;
import org.togglloxo.sync.delivery.ProcessWork;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** Puts the flow into a context of somebody else's. */
public final class Embedding {

    private static final Logger LOG = LoggerFactory.getLogger(Embedding.class);

    private final CamelContext context;
    private final Clock clock;

    /** @param context gets the flow; the settings are its properties, {@code ledger.data-source} names a bean of its registry */
    public Embedding(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * Adds the routes and all that they need.
     *
     * @param leftOut ids of routes that are not wanted
     * @param ownRoutes a folder with the host's own versions of route files, as Camel names it, or null
     * @throws IllegalArgumentException naming everything that is wrong with the settings
     */
    public void add(Set<String> leftOut, String ownRoutes) throws Exception {
        if (Names.arePrefixed(context)) {
            throw new IllegalStateException(
                    "TogglLoxo was added to this Camel context before; one is enough, the second would start every run twice");
        }
        FlowSettings settings = settings();
        Set<String> placeholders = new TreeSet<>(settings.all().values().keySet());
        placeholders.addAll(List.of("sync.scheduled", "sync.consumers", "webhooks.receiving"));
        Names names = Names.prefixed(context, placeholders);
        names.receive("seda:candidates");
        Ledger ledger = Ledger.openAlone(settings.ledger(), dataSource(settings), clock);
        try {
            add(names, settings, ledger, leftOut, ownRoutes);
        } catch (Exception e) {
            ledger.close();
            throw e;
        }
    }

    private void add(Names names, FlowSettings settings, Ledger ledger, Set<String> leftOut, String ownRoutes)
            throws Exception {
        Runs runs = new Runs(RunJournal.of(ledger), Progress.NONE, ledger.clock(), 0);
        runs.withoutCommands();
        context.getPropertiesComponent().addPropertiesSource(new OwnProperties(placeholders(names, settings)));
        context.addComponent(
                Names.PREFIX + "quartz", SharedSchedule.besideThatOfHost(settings.ledger(), dataSource(settings)));
        ErrorsCaught.install(context, names);
        AtomicReference<FlowContext> added = new AtomicReference<>();
        FlowContext with = FlowContext.of(
                        settings,
                        ledger,
                        runs,
                        clock,
                        HostObservation.in(context, ledger, clock, added::get),
                        new Engine())
                .beside(new SharedAgencies(ProcessWork.in(context)), settings);
        added.set(with);
        List<OwnRoutes> all = new ArrayList<>();
        for (RouteBuilder java : StepBinding.bind(context, settings, with, AgencyRoutes.NONE)) {
            all.add(new OwnRoutes(java, names, leftOut).prepared(context));
        }
        for (Resource file : new OwnFiles(context, names, ownRoutes).resources()) {
            for (RoutesBuilder yaml : RouteResources.parse(context, file)) {
                all.add(new OwnRoutes((RouteBuilder) yaml, names, leftOut).prepared(context));
            }
        }
        requireKnown(leftOut, all);
        for (OwnRoutes routes : all) {
            routes.addRouteConfigurationsToCamelContext(context);
        }
        for (OwnRoutes routes : all) {
            context.addRoutes(routes);
        }
        context.addLifecycleStrategy(new HostShutdown(
                runs,
                ledger,
                List.of(
                        names.bean("togglHttpClient", PlainHttpClient.class),
                        names.bean("loxoHttpClient", PlainHttpClient.class),
                        names.bean("alertHttpClient", PlainHttpClient.class))));
        context.addStartupListener(new MissingRoutesCheck());
    }

    private FlowSettings settings() {
        List<Problem> problems = new ArrayList<>();
        HostProperties given = new HostProperties(context, problems);
        FlowSettings settings = FlowSettings.from(Settings.given(given));
        problems.addAll(settings.problems());
        Stream.concat(
                        settings.all().warnings().stream(),
                        given.misspelt(settings.all().values().keySet()).stream())
                .forEach(warning -> LOG.warn("{}", warning.message()));
        if (!new SpaceSettings(settings.all()).isOne()) {
            problems.add(
                    new Problem(
                            "toggl.workspaces",
                            "toggl.workspaces or loxo.agencies is set: in a host there is one of each. Leave them empty, or run the program by itself"));
        }
        String wanted = settings.ledger().dataSource();
        if (!wanted.isEmpty() && dataSource(settings) == null) {
            problems.add(new Problem(
                    "ledger.data-source",
                    "ledger.data-source is '%s': the registry has no javax.sql.DataSource of that name. Bind one, or set ledger.url"
                            .formatted(wanted)));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The routes of toggl-loxo cannot be started: "
                    + problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
        return settings;
    }

    private DataSource dataSource(FlowSettings settings) {
        String wanted = settings.ledger().dataSource();
        return wanted.isEmpty() ? null : context.getRegistry().lookupByNameAndType(wanted, DataSource.class);
    }

    private static Map<String, String> placeholders(Names names, FlowSettings settings) {
        Map<String, String> values = settings.all().placeholders();
        // the default queue would be the host's, too, if the host had one of that name
        values.put("sync.queue", names.inText(settings.queue()));
        values.put("sync.consumers", Integer.toString(settings.consumers()));
        values.put("webhooks.receiving", Boolean.toString(settings.webhooks().on()));
        return names.inPlaceholders(values);
    }

    private static void requireKnown(Set<String> leftOut, List<OwnRoutes> all) {
        Set<String> known = all.stream().flatMap(OwnRoutes::ids).collect(Collectors.toCollection(TreeSet::new));
        Stream<String> unknown = leftOut.stream().filter(id -> !known.contains(id));
        unknown.findFirst().ifPresent(id -> {
            throw new IllegalArgumentException(
                    "There is no route %s to leave out. Name one of %s".formatted(id, String.join(", ", known)));
        });
    }
}
