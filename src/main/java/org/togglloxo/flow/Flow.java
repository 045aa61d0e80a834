package org.togglloxo.flow;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.camel.BeforeEachStep;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.camel.ErrorsCaught;
import org.togglloxo.flow.camel.HeldSend;
import org.togglloxo.flow.camel.PauseRoutePolicy;
import org.togglloxo.flow.camel.RouteCounts;
import org.togglloxo.flow.camel.RouteLoading;
import org.togglloxo.flow.check.RouteChecks;
import org.togglloxo.flow.check.UnknownMemberCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.LoxoDoctor;
import org.togglloxo.loxo.person.FoundPerson;
import org.togglloxo.loxo.person.PersonReader;
import org.togglloxo.loxo.person.ReadBack;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.route.Names;
import org.togglloxo.scorecard.Scorecard;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.FoundCandidate;
import org.togglloxo.togglhire.TogglCandidates;
import org.togglloxo.togglhire.TogglHireDoctor;
import org.togglloxo.togglhire.TogglList;
import org.togglloxo.webhooks.WebhookServer;

/** The flow in a Camel context of its own, as the stand-alone program runs it. */
public final class Flow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);

    static final String FIRST = "direct:list-candidates";
    private static final int SHUTDOWN_SECONDS = 60;
    private static final int SHUTDOWN_SECONDS_WHEN_STUCK = 2;

    private final Main main = new Main();
    private final PauseRoutePolicy gate = new PauseRoutePolicy();
    private final FlowSettings settings;
    private final FlowFiles files;
    private final UnknownMemberCheck watch;
    private FlowContext with;
    private RouteCounts passed;
    private Schedule schedule;
    private WebhookServer.Site site;
    private DryRunInterceptor dryRun;
    private List<String> fromJar = List.of();
    private String rules = "";

    private Flow(FlowSettings settings, FlowFiles files) {
        this.settings = settings;
        this.files = files;
        this.watch = new UnknownMemberCheck(files);
    }

    /**
     * Starts the flow.
     *
     * @param folder the working directory; its {@code routes/} are used where they exist, else the copies in the jar
     * @param scheduled whether runs start by the schedule, or only when {@link #runOnce} asks
     * @throws FlowException when the files cannot be used
     */
    public static Flow start(
            FlowSettings settings, Path folder, boolean scheduled, Ledger ledger, Runs runs, Clock clock) {
        boolean receiving = scheduled && settings.webhooks().on();
        return start(settings, folder, scheduled, receiving, ledger, runs, clock);
    }

    /**
     * The same for runs that are asked for, while the ledger is being opened by somebody else: it is waited for where it is
     * needed, after the files have been read.
     *
     * @param ledger waits until it is open; what it throws comes out of here
     * @param runs of that ledger
     */
    public static Flow start(
            FlowSettings settings, Path folder, Supplier<Ledger> ledger, Function<Ledger, Runs> runs, Clock clock) {
        return start(settings, FlowFiles.read(folder), Use.ON_DEMAND, false, () -> {
            Ledger open = ledger.get();
            return FlowContext.of(settings, open, runs.apply(open), clock);
        });
    }

    /**
     * The same, and it is said whether webhooks are received.
     *
     * @param receiving whether {@code webhooks.token} is in force
     */
    public static Flow start(
            FlowSettings settings,
            Path folder,
            boolean scheduled,
            boolean receiving,
            Ledger ledger,
            Runs runs,
            Clock clock) {
        FlowFiles files = FlowFiles.read(folder);
        FlowContext with = FlowContext.of(settings, ledger, runs, clock);
        Use use = scheduled ? Use.SCHEDULED : Use.ON_DEMAND;
        return start(settings, files, use, receiving, with);
    }

    /**
     * Starts the flow for somebody who only looks: nothing comes in but what is asked for, and nothing leaves.
     *
     * @throws FlowException when the files cannot be used
     */
    public static Flow look(FlowSettings settings, Path folder, Ledger ledger, Runs runs, Clock clock) {
        return start(settings, FlowFiles.read(folder), Use.LOOK, FlowContext.of(settings, ledger, runs, clock));
    }

    /** The same for commands that write to Loxo by themselves, beside all routes. */
    public static Flow command(FlowSettings settings, Path folder, Ledger ledger, Runs runs, Clock clock) {
        return start(settings, FlowFiles.read(folder), Use.COMMAND, FlowContext.of(settings, ledger, runs, clock));
    }

    /** With a server of its own where webhooks are received. */
    public static Flow start(FlowSettings settings, FlowFiles files, Use use, boolean receiving, FlowContext with) {
        FlowContext ready = receiving ? with.receiving(settings) : with;
        try {
            return start(settings, files, use, ready);
        } catch (RuntimeException e) {
            if (receiving) {
                ready.server().close();
            }
            throw e;
        }
    }

    /** What a flow is started for. */
    public enum Use {
        /** Runs start by the schedule. */
        SCHEDULED,
        /** Somebody asks for a run. */
        ON_DEMAND,
        /** Somebody asks for a call of our own, without a run: nothing comes in. */
        COMMAND,
        /** Somebody only looks: nothing comes in, and nothing goes out but what we read ourselves. */
        LOOK,
        /** The same to see whether it would start, and what becomes of made-up candidates. */
        TRIAL;

        boolean isDry() {
            return this == LOOK || this == TRIAL;
        }

        boolean takesIn() {
            return this == SCHEDULED || this == ON_DEMAND;
        }
    }

    public static Flow start(FlowSettings settings, FlowFiles files, Use use, FlowContext with) {
        return start(settings, files, use, with.server() != null, () -> with);
    }

    private static Flow start(
            FlowSettings settings, FlowFiles files, Use use, boolean receiving, Supplier<FlowContext> with) {
        Flow flow = new Flow(settings, files);
        try {
            flow.configure(use, receiving);
            flow.main.init();
            flow.build(use, with);
            flow.main.start();
            flow.wiring().requireAll();
            if (use.takesIn()) {
                flow.receive();
            }
            return flow;
        } catch (Exception e) {
            // explained first: it is the definitions that tell where something stands
            RuntimeException explained = flow.explain(e);
            flow.retire();
            throw explained;
        }
    }

    /** Makes one run, from its beginning to its end. */
    public void runOnce() {
        ProducerTemplate template = context().createProducerTemplate();
        Exchange run = template.request(FIRST, exchange -> {});
        template.stop();
        if (run.getException() instanceof RuntimeException e) {
            throw e;
        }
        if (run.getException() != null) {
            throw new IllegalStateException(run.getException());
        }
    }

    /** Asks both services by every endpoint in use that can be asked without writing. */
    public List<Finding> examineServices() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(bean("togglHireDoctor", TogglHireDoctor.class).examine());
        findings.addAll(bean("loxoDoctor", LoxoDoctor.class).examine());
        return findings;
    }

    /**
     * The test result of a candidate, as a PDF; none where Toggl Hire has no such candidate.
     *
     * @throws Stop when Toggl Hire cannot be asked
     */
    public Optional<byte[]> scorecard(String togglId) {
        return bean("togglCandidates", TogglCandidates.class)
                .find(togglId)
                .map(bean("scorecard", Scorecard.class)::pdf);
    }

    /**
     * The ids of candidates with an address, as Toggl Hire knows it.
     *
     * @throws Stop when Toggl Hire cannot be asked
     */
    public List<String> candidatesWith(String email) {
        return bean("togglCandidates", TogglCandidates.class).idsOf(email);
    }

    /** Who a candidate is; none where Toggl Hire has no such candidate. */
    public Optional<FoundCandidate> candidate(String togglId) {
        return bean("togglCandidates", TogglCandidates.class).who(togglId);
    }

    /** Who a person is; none where Loxo has no such person. */
    public Optional<FoundPerson> person(String loxoId) {
        return bean("personReader", PersonReader.class).find(loxoId);
    }

    /** How often each route was passed through in the last run, by the routes' ids. */
    public Map<String, Long> passed() {
        return passed.all();
    }

    /** The ids of the routes in force, and where the YAML ones came from. */
    public String describeRoutes() {
        String lacking =
                fromJar.isEmpty() ? "" : "; it lacks %s, taken from the jar".formatted(String.join(", ", fromJar));
        return "%d routes, from %s%s"
                .formatted(
                        context().getRoutesSize(),
                        files.ownRoutes() ? "the folder routes" : "the copies in the jar",
                        lacking);
    }

    /**
     * The process is to end: what is in flight is finished, what waits to be repeated is left to the next run. Returns
     * when nothing is in flight any more.
     */
    public void end() {
        with.runs().close();
        LOG.info("ending: what is in flight is finished, everything else is left to the next run");
        stopReceiving();
        // none where the flow is being closed already, by whoever was waiting for this
        Stream.of("togglHttpClient", "loxoHttpClient", "alertHttpClient")
                .map(client -> bean(client, PlainHttpClient.class))
                .filter(Objects::nonNull)
                .forEach(PlainHttpClient::close);
        within(SHUTDOWN_SECONDS + 10, context()::stop);
        // who has not come out by now will not
        with.runs().abandon();
    }

    /** What it runs. */
    public Runs runs() {
        return with.runs();
    }

    /** The hash of the rules in force. */
    public String rules() {
        return rules;
    }

    /** Whose ledger it is. */
    public LedgerBinding ledgerBinding() {
        return bean("ledgerBinding", LedgerBinding.class);
    }

    /** The same as a finding, where both services answer. */
    public Finding examineLedger() {
        return ledgerBinding().examine();
    }

    /** Compares Loxo with what was delivered; once. */
    public Reconciliation reconciliation() {
        return new Reconciliation(
                with,
                bean("readBack", ReadBack.class),
                bean("togglList", TogglList.class),
                () -> DryRun.of(settings, files, with.clock()));
    }

    /** Loxo's webhooks as they are registered. */
    public Webhooks webhooks() {
        return bean("webhooks", Webhooks.class);
    }

    /** Where Loxo's webhooks are received, token included; only while they are. */
    public String webhookUrl() {
        return site.settings().url();
    }

    /** How long the calls of the last run take, be they made or planned. */
    public Forecast forecast() {
        return Forecast.of(runs().calls(), with.toggl()::expected, with.loxo()::expected);
    }

    /** What would have been sent on a candidate's way, where this flow only looks; an empty id: beside all candidates. */
    public Map<String, List<HeldSend>> wouldSend() {
        return dryRun.takeAll();
    }

    DryRunInterceptor dryRun() {
        return dryRun;
    }

    public FlowSettings settings() {
        return settings;
    }

    public FlowFiles files() {
        return files;
    }

    public FlowContext surroundings() {
        return with;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    UnknownMemberCheck watch() {
        return watch;
    }

    public PauseRoutePolicy gate() {
        return gate;
    }

    public Schedule schedule() {
        return schedule;
    }

    RouteChecks wiring() {
        return new RouteChecks(context(), FIRST, files.routes());
    }

    /** From now on webhooks lead here. */
    public void receive() {
        if (site != null) {
            with.server().open(site);
        }
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    private void stopReceiving() {
        if (with.server() != null) {
            with.server().close();
        }
    }

    @Override
    public void close() {
        with.runs().close();
        stopReceiving();
        stop();
    }

    /** Another edition has taken over: what both share goes on. */
    public void retire() {
        if (with != null) {
            with.runs().close();
        }
        stop();
    }

    private void stop() {
        boolean stuck = with != null && with.runs().isSomebodyStuck() && context() != null;
        if (stuck) {
            context().getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS_WHEN_STUCK);
        }
        within(stuck ? 5 * SHUTDOWN_SECONDS_WHEN_STUCK : 2 * SHUTDOWN_SECONDS, main::shutdown);
    }

    /** Camel waits without an end for a thread of a seda consumer that hangs, even where the shutdown is forced. */
    private static void within(int seconds, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread stopping = new Thread(
                () -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "stop-flow");
        stopping.setDaemon(true);
        stopping.start();
        try {
            done.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("the flow does not come to its end within {} s; what hangs goes with the process", seconds);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RuntimeException explain(Exception trouble) {
        if (trouble instanceof Stop stop) {
            return stop;
        }
        if (trouble instanceof FlowException broken) {
            return redacted(broken.trouble(), broken);
        }
        return redacted(context() == null ? RouteChecks.unplaced(trouble) : wiring().explain(trouble), trouble);
    }

    private FlowException redacted(RouteError trouble, Throwable cause) {
        String clean = settings.secrets().redact(trouble.cause());
        return new FlowException(new RouteError(trouble.file(), trouble.line(), clean), cause);
    }

    private void configure(Use use, boolean receiving) {
        main.configure()
                .withName("toggl-loxo")
                .withJmxEnabled(use == Use.SCHEDULED && settings.observe().jmx())
                .withStreamCachingEnabled(false)
                .withUseMdcLogging(false)
                .withAutoConfigurationLogSummary(false)
                .withRoutesCollectorEnabled(false);
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.configure().setShutdownTimeout(SHUTDOWN_SECONDS);
        // whoever looks at it from outside sets its checks up
        main.configure().health().setEnabled(false);
        // the command line ends the program, Camel's own hook would end it first
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties values = new Properties();
        values.putAll(settings.all().placeholders());
        boolean scheduled = use == Use.SCHEDULED && settings.sync().scheduled();
        values.setProperty("sync.scheduled", Boolean.toString(scheduled));
        if (use.isDry() && !values.getProperty("sync.queue").startsWith("seda:")) {
            // nobody else is to get what somebody only looks at
            values.setProperty("sync.queue", Settings.defaults().getProperty("sync.queue"));
        }
        values.setProperty("sync.consumers", Integer.toString(settings.consumers()));
        values.setProperty("webhooks.receiving", Boolean.toString(receiving));
        main.setOverrideProperties(values);
    }

    private RulesBrake brake(String rules) {
        return new RulesBrake(
                rules,
                settings.sync().brakeShare(),
                settings.toggl().details().equals("always"),
                with.ledger(),
                with.runs(),
                bean("togglList", TogglList.class),
                () -> DryRun.of(settings, files, with.clock()));
    }

    private void build(Use use, Supplier<FlowContext> surroundings) throws Exception {
        CamelContext context = context();
        schedule = Schedule.of(settings.ledger(), use == Use.SCHEDULED);
        context.addComponent("quartz", schedule.component());
        context.addRoutePolicyFactory(gate);
        ErrorsCaught.install(context, Names.in(context));
        if (use.isDry()) {
            dryRun = new DryRunInterceptor(context, settings.secrets());
            dryRun.install();
        }
        if (use == Use.TRIAL) {
            BeforeEachStep.show(context, watch::before);
        }
        // a log step that somebody adds is seen: by its route's name, below the level of our own log
        context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "org.togglloxo.${routeId}");
        RouteLoading loading = new RouteLoading(context, files);
        loading.loadConfigurations();
        // takes a while, and less of it while the ledger is being opened
        context.resolveLanguage("jq");
        with = surroundings.get();
        passed = new RouteCounts(with.runs()::generation);
        context.addRoutePolicyFactory(passed);
        for (RouteBuilder routes : StepBinding.bind(context, settings, with)) {
            context.addRoutes(routes);
        }
        if (with.server() != null) {
            site = with.server().site(context, settings.webhooks());
        }
        loading.loadRoutes();
        fromJar = loading.fromJar();
        wiring().requireNothingOfEarlierVersions();
        rules = loading.rules(settings.all().values());
        with.runs().admittedBy(brake(rules));
        if (use.isDry()) {
            wiring().keepEndpointsInSight();
        }
        if (!use.takesIn()) {
            wiring().startNothingFromOutside();
        }
    }
}
