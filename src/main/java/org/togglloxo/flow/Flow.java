package org.togglloxo.flow;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.camel.PauseRoutePolicy;
import org.togglloxo.flow.check.RouteChecks;
import org.togglloxo.flow.check.UnknownMemberCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Runs;

/** The flow in a Camel context of its own, as the stand-alone program runs it. */
public final class Flow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);

    static final String FIRST = "direct:list-candidates";

    private final FlowBuild build;

    private Flow(FlowBuild build) {
        this.build = build;
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
        return start(settings, FlowFiles.read(folder), FlowUse.ON_DEMAND, false, () -> {
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
        FlowUse use = scheduled ? FlowUse.SCHEDULED : FlowUse.ON_DEMAND;
        return start(settings, files, use, receiving, with);
    }

    /**
     * Starts the flow for somebody who only looks: nothing comes in but what is asked for, and nothing leaves.
     *
     * @throws FlowException when the files cannot be used
     */
    public static Flow look(FlowSettings settings, Path folder, Ledger ledger, Runs runs, Clock clock) {
        return start(settings, FlowFiles.read(folder), FlowUse.LOOK, FlowContext.of(settings, ledger, runs, clock));
    }

    /** The same for commands that write to Loxo by themselves, beside all routes. */
    public static Flow command(FlowSettings settings, Path folder, Ledger ledger, Runs runs, Clock clock) {
        return start(settings, FlowFiles.read(folder), FlowUse.COMMAND, FlowContext.of(settings, ledger, runs, clock));
    }

    /** With a server of its own where webhooks are received. */
    public static Flow start(FlowSettings settings, FlowFiles files, FlowUse use, boolean receiving, FlowContext with) {
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

    public static Flow start(FlowSettings settings, FlowFiles files, FlowUse use, FlowContext with) {
        return start(settings, files, use, with.server() != null, () -> with);
    }

    private static Flow start(
            FlowSettings settings, FlowFiles files, FlowUse use, boolean receiving, Supplier<FlowContext> with) {
        FlowBuild build = new FlowBuild(settings, files);
        Flow flow = new Flow(build);
        try {
            build.configure(use, receiving);
            build.main.init();
            build.build(use, with);
            build.main.start();
            build.checks().requireAll();
            if (use.takesIn()) {
                flow.receive();
            }
            return flow;
        } catch (Exception e) {
            // explained first: it is the definitions that tell where something stands
            RuntimeException explained = build.explain(e);
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

    /** What is asked of both services beside all runs. */
    public FlowServices services() {
        return new FlowServices(build);
    }

    /** What is asked of the services where a candidate is led to, which may be another agency than the workspace's own. */
    public FlowServices services(String agency) {
        return settings().scope().agency().equals(agency) ? services() : build.agencies.services(agency);
    }

    /** The ids of the routes in force, and where the YAML ones came from. */
    public String describeRoutes() {
        return build.describeRoutes();
    }

    /** How often each route was passed through in the last run, by the routes' ids. */
    public Map<String, Long> passed() {
        return build.passed.all();
    }

    /**
     * The process is to end: what is in flight is finished, what waits to be repeated is left to the next run. Returns
     * when nothing is in flight any more.
     */
    public void end() {
        build.with.runs().close();
        LOG.info("ending: what is in flight is finished, everything else is left to the next run");
        build.stopReceiving();
        closeClients();
        FlowShutdown.within(FlowShutdown.SECONDS + 10, context()::stop);
        // who has not come out by now will not
        build.with.runs().abandon();
    }

    void closeClients() {
        build.agencies.closeClients();
        FlowShutdown.closeClients(context());
    }

    /** What it runs. */
    public Runs runs() {
        return build.with.runs();
    }

    /** The hash of the rules in force. */
    public String rules() {
        return build.rules;
    }

    /** Whose ledger it is. */
    public LedgerBinding ledgerBinding() {
        return bean("ledgerBinding", LedgerBinding.class);
    }

    /** Loxo's webhooks as they are registered. */
    public Webhooks webhooks() {
        return bean("webhooks", Webhooks.class);
    }

    /** Where Loxo's webhooks are received, token included; only while they are. */
    public String webhookUrl() {
        return build.site.settings().url();
    }

    /** How long the calls of the last run take, be they made or planned. */
    public Forecast forecast() {
        return Forecast.of(runs().calls(), build.with.toggl()::expected, build.with.loxo()::expected);
    }

    /** What would have been sent on a candidate's way, where this flow only looks; an empty id: beside all candidates. */
    public Map<String, List<InterceptedSend>> wouldSend() {
        return build.dryRun.takeAll();
    }

    DryRunInterceptor dryRun() {
        return build.dryRun;
    }

    public FlowSettings settings() {
        return build.settings;
    }

    public FlowFiles files() {
        return build.files;
    }

    public FlowContext surroundings() {
        return build.with;
    }

    public CamelContext context() {
        return build.context();
    }

    UnknownMemberCheck watch() {
        return build.members;
    }

    public PauseRoutePolicy gate() {
        return build.gate;
    }

    public Schedule schedule() {
        return build.schedule;
    }

    RouteChecks checks() {
        return build.checks();
    }

    /** From now on webhooks lead here. */
    public void receive() {
        if (build.site != null) {
            build.with.server().open(build.site);
        }
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    @Override
    public void close() {
        build.with.runs().close();
        build.stopReceiving();
        stop();
    }

    /** Another version has taken over: what both share goes on. */
    public void retire() {
        // those of a guest are another flow's, which goes on
        if (build.with != null && !build.with.isGuest()) {
            build.with.runs().close();
        }
        stop();
    }

    private void stop() {
        if (build.agencies != null) {
            build.agencies.close();
        }
        boolean stuck = build.with != null && build.with.runs().isSomebodyStuck() && context() != null;
        FlowShutdown.stop(build.main, stuck);
    }
}
