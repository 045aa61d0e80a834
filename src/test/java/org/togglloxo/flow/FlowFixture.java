package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Finding;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SimulatedLoxo;
import org.togglloxo.sandbox.SimulatedToggl;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/**
 * The real flow between the two simulated services, with a ledger in a file. What no test may cause, whatever it is about,
 * is checked at the end: calls to endpoints that are not there, keys and headers that leak, empty values sent to Loxo.
 */
public final class FlowFixture implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private Sandbox sandbox;
    private Ledger ledger;
    private Flow flow;
    private Runs runs;
    private long limit;
    private boolean scheduled;
    private boolean confirmed;
    private Clock clock = Clock.systemUTC();
    private Progress watching = Progress.NONE;
    private Path files = Path.of("");
    private Scope scope = Scope.ONLY;
    private RunRow lastPlan;
    private Forecast lastForecast;

    public FlowFixture(Path folder) {
        this.folder = folder;
        set("ledger.url", "jdbc:sqlite:" + ledgerFile());
        set("retry.delay", "1");
        set("retry.max-delay", "5");
        set("loxo.index-lag", "50");
        // most tests are about one call or another, and count them
        set("loxo.lookup", "each");
    }

    public Path ledgerFile() {
        return folder.resolve("ledger.db");
    }

    /** Starts both services; the flow is pointed at them. */
    public FlowFixture between(UnaryOperator<SandboxOptions.Builder> options) {
        sandbox = Sandbox.start(options.apply(SandboxOptions.builder()).build());
        set("toggl.base-url", sandbox.togglBaseUrl());
        set("toggl.api-key", sandbox.options().togglKey());
        set("loxo.base-url", sandbox.loxoBaseUrl());
        set("loxo.agency-slug", sandbox.options().agencySlug());
        set("loxo.api-key", sandbox.options().loxoKey());
        return this;
    }

    /** Two services with nobody in them. */
    public FlowFixture betweenEmptyServices() {
        return between(options -> options.candidates(0));
    }

    /** In force from the next run on. */
    public FlowFixture set(String name, String value) {
        endProcess();
        settings.put(name, value);
        return this;
    }

    public FlowFixture limit(long candidates) {
        endProcess();
        limit = candidates;
        return this;
    }

    /** Whether somebody lets through what the brake holds. */
    public FlowFixture confirmed(boolean yes) {
        endProcess();
        confirmed = yes;
        return this;
    }

    /** Receives webhooks, as the process does that runs on the schedule; its first run is far away. */
    public FlowFixture receiving(String token) {
        set("webhooks.token", token);
        set("webhooks.port", "0");
        set("sync.schedule", "0 0 0 1 1 ?");
        scheduled = true;
        start();
        return this;
    }

    /** Is told of every run. */
    public FlowFixture watchedBy(Progress somebody) {
        endProcess();
        watching = somebody;
        return this;
    }

    /** In the place of the computer's. */
    public FlowFixture clock(Clock instead) {
        endProcess();
        clock = instead;
        return this;
    }

    public FlowFixture of(Scope workspaceAndAgency) {
        endProcess();
        scope = workspaceAndAgency;
        return this;
    }

    /** The routes of this folder instead of those of the checkout. */
    public FlowFixture files(FilesFolder own) {
        endProcess();
        files = own.folder();
        return this;
    }

    /** The flow as it runs. */
    public Flow flow() {
        start();
        return flow;
    }

    public SimulatedToggl toggl() {
        return sandbox.toggl();
    }

    public SimulatedLoxo loxo() {
        return sandbox.loxo();
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** Something that goes wrong in Loxo, once and at the first opportunity. */
    public void onceInLoxo(String operation, Fault fault) {
        sandbox.loxoFaults().on(operation).nth(1).then(fault);
    }

    public Ledger ledger() {
        if (ledger == null) {
            ledger = Ledger.openAlone(LedgerDatabases.fresh(flowSettings().ledger()), clock);
        }
        return ledger;
    }

    public CandidateRecord known(String togglId) {
        return ledger().lookUp(togglId);
    }

    /** One run, in the process that made the one before where nothing was set meanwhile. */
    public RunRow run() {
        start();
        flow.runOnce();
        return SoundRuns.sound(runs.last());
    }

    /** Two runs, asked for at the same moment in one process; the one that began later comes first. */
    List<RunRow> runTwiceAtOnce() {
        start();
        CompletableFuture<Void> one = CompletableFuture.runAsync(flow::runOnce);
        CompletableFuture<Void> other = CompletableFuture.runAsync(flow::runOnce);
        CompletableFuture.allOf(one, other).join();
        return ledger().runs().last(2).stream().map(SoundRuns::sound).toList();
    }

    private void start() {
        if (flow == null) {
            runs = new Runs(RunJournal.of(ledger()), watching, clock, limit);
            if (confirmed) {
                runs.scope().confirmedBy("tester");
            }
            flow = Flow.start(flowSettings(), files, scheduled, ledger(), runs, clock);
        }
    }

    /** What {@code doctor} asks, in the process that made the last run where nothing was set meanwhile. */
    public List<Finding> examineServices() {
        start();
        return flow.services().examine();
    }

    public String webhookUrl() {
        return flow.webhookUrl();
    }

    public Webhooks webhooks() {
        return flow.webhooks();
    }

    /** What {@code plan} does: a run that writes nothing; the ledger must not be open for a run. */
    public List<CandidateReport> plan() {
        Clock clock = Clock.systemUTC();
        List<CandidateReport> planned = new CopyOnWriteArrayList<>();
        LedgerSettings where = flowSettings().ledger();
        try (Ledger reading = Ledger.openToRead(where, clock)) {
            Runs planning = new Runs(RunJournal.planning(planned::add), Progress.NONE, clock, limit);
            try (Flow plan = Flow.look(flowSettings(), files, reading, planning, clock)) {
                plan.runOnce();
                lastForecast = plan.forecast();
            }
            lastPlan = SoundRuns.sound(planning.last());
        }
        return planned;
    }

    /** How the last plan ended. */
    public RunRow planned() {
        return lastPlan;
    }

    /** Which calls the last plan has seen to come. */
    Forecast forecast() {
        return lastForecast;
    }

    /** Calls made in the last run of the process. */
    Map<CallKind, Long> calls() {
        return runs.calls();
    }

    /** The end of the process: the next run begins with what stands in the ledger's file. */
    public void endProcess() {
        if (flow != null) {
            flow.close();
            flow = null;
        }
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    public FlowSettings flowSettings() {
        FlowSettings all = FlowSettings.from(Settings.load(Path.of(""), Map.of(), new Properties())
                .with(settings)
                .of(scope));
        assertThat(all.problems()).isEmpty();
        return all;
    }

    @Override
    public void close() {
        endProcess();
        if (sandbox != null) {
            try (Sandbox closing = sandbox) {
                assertThat(closing.unexpected())
                        .as("calls to what is not there")
                        .isEmpty();
                assertThat(closing.leaks()).as("keys and headers that leaked").isEmpty();
                assertThat(closing.loxo().emptyValuesReceived())
                        .as("empty values sent")
                        .isEmpty();
                assertThat(closing.loxo().calls())
                        .as("descriptions are what recruiters wrote")
                        .noneMatch(call -> call.fields().containsKey("person[description]"));
            }
        }
    }

    /** The counts that are not zero, by their words. */
    public static Map<String, Long> counts(RunRow run) {
        Map<String, Long> counts = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (run.counts().get(outcome) > 0) {
                counts.put(outcome.word(), run.counts().get(outcome));
            }
        }
        return counts;
    }
}
