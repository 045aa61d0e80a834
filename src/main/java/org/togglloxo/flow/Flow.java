package org.togglloxo.flow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.LoxoDoctor;
import org.togglloxo.loxo.Webhooks;
import org.togglloxo.route.Names;
import org.togglloxo.scorecard.Scorecard;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.Runs;
import org.togglloxo.togglhire.TogglCandidates;
import org.togglloxo.togglhire.TogglHireDoctor;
import org.togglloxo.webhooks.WebhookServer;

/** The flow in a Camel context of its own, as the stand-alone program runs it. */
public final class Flow implements AutoCloseable {

    private static final String PACKED_ROUTES = "classpath:toggl-loxo/routes/*.camel.yaml";

    private final Main main = new Main();
    private final Runs runs;

    private final String source;
    private WebhookServer webhookServer;

    private Flow(Runs runs, String source) {
        this.runs = runs;
        this.source = source;
    }

    /**
     * Starts the flow.
     *
     * @param folder the working directory; its {@code routes/} are used where they exist, else the copies in the jar
     * @param scheduled whether runs start by the schedule, or only when {@link #runOnce} asks
     */
    public static Flow start(
            FlowSettings settings, Path folder, boolean scheduled, Ledger ledger, Runs runs, Clock clock) {
        boolean receiving = scheduled && settings.webhooks().on();
        return start(settings, folder, scheduled, receiving, ledger, runs, clock);
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
        Path own = folder.resolve("routes");
        boolean packed = !Files.isDirectory(own);
        String pattern = packed ? PACKED_ROUTES : "file:" + own.toAbsolutePath() + "/*.camel.yaml";
        RouteFiles files = new RouteFiles(pattern);
        Flow flow = new Flow(runs, packed ? "the copies in the jar" : "the folder routes");
        try {
            flow.configure(settings, pattern, scheduled, receiving);
            flow.main.init();
            flow.bind(settings, scheduled, receiving, ledger, runs, clock);
            flow.main.start();
            files.requireAll(flow.main.getCamelContext());
            flow.receive();
            return flow;
        } catch (Exception e) {
            flow.close();
            if (e instanceof Stop stop) {
                throw stop;
            }
            String sentence = FlowException.explain(files.culprit(e).orElse(""), e);
            throw new FlowException(settings.secrets().redact(sentence), e);
        }
    }

    /** Makes one run, from its beginning to its end. */
    public void runOnce() {
        ProducerTemplate template = main.getCamelContext().createProducerTemplate();
        Exchange run =
                template.request(Names.in(main.getCamelContext()).endpoint("direct:list-candidates"), exchange -> {});
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

    /** The ids of the routes in force, and where the YAML ones came from. */
    public String describeRoutes() {
        return "%d routes, from %s".formatted(main.getCamelContext().getRoutesSize(), source);
    }

    /**
     * The process is to end: what is in flight is finished, what waits to be repeated is left to the next run. Returns
     * when nothing is in flight any more.
     */
    public void end() {
        runs.close();
        stopReceiving();
        bean("togglHttpClient", PlainHttpClient.class).close();
        bean("loxoHttpClient", PlainHttpClient.class).close();
        main.getCamelContext().stop();
    }

    /** Loxo's webhooks as they are registered. */
    public Webhooks webhooks() {
        return bean("webhooks", Webhooks.class);
    }

    private void receive() {
        if (webhookServer != null) {
            webhookServer.open();
        }
    }

    private void stopReceiving() {
        if (webhookServer != null) {
            webhookServer.close();
        }
    }

    private <T> T bean(String name, Class<T> type) {
        return main.getCamelContext().getRegistry().lookupByNameAndType(name, type);
    }

    @Override
    public void close() {
        runs.close();
        stopReceiving();
        try {
            main.shutdown();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(FlowSettings settings, String routes, boolean scheduled, boolean receiving) {
        main.configure()
                .withName("toggl-loxo")
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .withUseMdcLogging(false)
                .withAutoConfigurationLogSummary(false)
                .withRoutesIncludePattern(routes);
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.configure().setShutdownTimeout(60);
        // the command line ends the program, Camel's own hook would end it first
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties values = new Properties();
        values.putAll(settings.all().values());
        // secrets stay out of the placeholders: nothing in a route has any use for them
        values.keySet().removeAll(Secrets.SETTINGS);
        values.setProperty(
                "sync.scheduled", Boolean.toString(scheduled && settings.sync().scheduled()));
        values.setProperty("webhooks.receiving", Boolean.toString(receiving));
        main.setOverrideProperties(values);
    }

    private void bind(
            FlowSettings settings, boolean scheduled, boolean receiving, Ledger ledger, Runs runs, Clock clock)
            throws Exception {
        CamelContext context = main.getCamelContext();
        if (scheduled && !settings.ledger().sqlite()) {
            context.addComponent("quartz", SharedSchedule.of(settings.ledger()));
        }
        for (RouteBuilder routes : Steps.bind(context, settings, ledger, runs, clock)) {
            context.addRoutes(routes);
        }
        if (receiving) {
            webhookServer = WebhookServer.bind(context, settings.webhooks());
        }
    }
}
