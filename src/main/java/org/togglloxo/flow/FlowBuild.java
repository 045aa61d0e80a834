package org.togglloxo.flow;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.service.ServiceHelper;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.camel.BeforeEachStep;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.camel.ErrorsCaught;
import org.togglloxo.flow.camel.PauseRoutePolicy;
import org.togglloxo.flow.camel.PlaceholderOrder;
import org.togglloxo.flow.camel.RouteCounts;
import org.togglloxo.flow.camel.RouteLoading;
import org.togglloxo.flow.check.RouteChecks;
import org.togglloxo.flow.check.UnknownMemberCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.route.Names;
import org.togglloxo.settings.Settings;
import org.togglloxo.togglhire.TogglList;
import org.togglloxo.webhooks.WebhookServer;

/** Puts a flow together in a context of its own, from its settings and files; what comes of it is what a flow runs by. */
final class FlowBuild {

    final Main main = new Main();
    final PauseRoutePolicy gate = new PauseRoutePolicy();
    final FlowSettings settings;
    final FlowFiles files;
    final UnknownMemberCheck members;
    FlowContext with;
    RouteCounts passed;
    Schedule schedule;
    WebhookServer.Site site;
    DryRunInterceptor dryRun;
    AgencyFlows agencies;
    List<String> fromJar = List.of();
    String rules = "";

    FlowBuild(FlowSettings settings, FlowFiles files) {
        this.settings = settings;
        this.files = files;
        this.members = new UnknownMemberCheck(files);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    String describeRoutes() {
        String lacking =
                fromJar.isEmpty() ? "" : "; it lacks %s, taken from the jar".formatted(String.join(", ", fromJar));
        return "%d routes, from %s%s"
                .formatted(
                        context().getRoutesSize(),
                        files.ownRoutes() ? "the folder routes" : "the copies in the jar",
                        lacking);
    }

    void stopReceiving() {
        if (with.server() != null) {
            with.server().close();
        }
    }

    RouteChecks checks() {
        return new RouteChecks(context(), Flow.FIRST, files.routes());
    }

    void configure(FlowUse use, boolean receiving) {
        readCertificates();
        main.configure()
                .withName(Schedule.name(settings.scope()))
                .withJmxEnabled(use == FlowUse.SCHEDULED && settings.observe().jmx())
                .withStreamCachingEnabled(false)
                .withUseMdcLogging(false)
                .withAutoConfigurationLogSummary(false)
                .withRoutesCollectorEnabled(false);
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.configure().setShutdownTimeout(FlowShutdown.SECONDS);
        // whoever looks at it from outside sets its checks up
        main.configure().health().setEnabled(false);
        // the command line ends the program, Camel's own hook would end it first
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties values = new Properties();
        values.putAll(settings.all().placeholders());
        boolean scheduled = use == FlowUse.SCHEDULED && settings.sync().scheduled();
        values.setProperty("sync.scheduled", Boolean.toString(scheduled));
        boolean toOthers = !settings.queue().startsWith("seda:");
        // nobody else is to get what somebody only looks at
        values.setProperty(
                "sync.queue",
                !use.takesIn() && toOthers ? Settings.defaults().getProperty("sync.queue") : settings.queue());
        values.setProperty("sync.consumers", Integer.toString(settings.consumers()));
        values.setProperty("webhooks.receiving", Boolean.toString(receiving));
        main.setOverrideProperties(values);
    }

    /** All that the JDK trusts, which encrypted calls need: beside what comes first, so that the first one goes out earlier. */
    private void readCertificates() {
        if (Stream.of(settings.toggl().baseUrl(), settings.loxo().baseUrl())
                .noneMatch(url -> url.startsWith("https:"))) {
            return;
        }
        Thread beside = new Thread(
                () -> {
                    try {
                        SSLContext.getDefault();
                    } catch (NoSuchAlgorithmException e) {
                        // whoever connects says so
                    }
                },
                "certificates");
        beside.setDaemon(true);
        beside.start();
    }

    private RulesBrake brake(String rules) {
        return new RulesBrake(
                rules,
                settings,
                with,
                context().getRegistry().lookupByNameAndType("togglList", TogglList.class),
                () -> DryRun.of(settings, files, with.clock()));
    }

    void build(FlowUse use, Supplier<FlowContext> surroundings) throws Exception {
        CamelContext context = context();
        PlaceholderOrder.settingsFirst(context);
        // Camel builds routes before it starts components, and this one knows a bean's methods again only once it is
        // started: each step would look through all of them anew
        ServiceHelper.startService(context.getComponent("bean"));
        schedule = Schedule.of(settings.ledger(), use == FlowUse.SCHEDULED);
        context.addComponent("quartz", schedule.component());
        context.addRoutePolicyFactory(gate);
        ErrorsCaught.install(context, Names.in(context));
        if (use.isDry()) {
            dryRun = new DryRunInterceptor(context, settings.secrets());
            dryRun.install();
        }
        if (use == FlowUse.TRIAL) {
            BeforeEachStep.show(context, members::before);
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
        agencies = new AgencyFlows(settings, files, use.isDry(), with);
        for (RouteBuilder routes : StepBinding.bind(context, settings, with, agencies)) {
            context.addRoutes(routes);
        }
        if (with.server() != null) {
            site = with.server().site(context, settings.webhooks());
        }
        loading.loadRoutes();
        fromJar = loading.fromJar();
        checks().requireNothingOfEarlierVersions();
        rules = loading.rules(settings.all().values(), settings.scope().agency());
        if (!with.isGuest()) {
            with.runs().admittedBy(brake(rules));
        }
        if (!use.takesIn()) {
            checks().startNothingFromOutside();
        }
    }

    /** In whatever place of the files it stands, and without secrets. */
    RuntimeException explain(Exception error) {
        if (error instanceof Stop stop) {
            return stop;
        }
        if (error instanceof FlowException broken) {
            return redacted(broken.error(), broken);
        }
        return redacted(context() == null ? RouteChecks.unplaced(error) : checks().explain(error), error);
    }

    private FlowException redacted(RouteError error, Throwable cause) {
        String clean = settings.secrets().redact(error.cause());
        return new FlowException(new RouteError(error.file(), error.line(), clean), cause);
    }
}
